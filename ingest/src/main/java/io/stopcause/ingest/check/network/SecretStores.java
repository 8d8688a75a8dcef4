package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Ecs;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The stores that a task definition's secrets are in. The message that a task got no secret does not always name the store;
 * a way to one of two proves nothing.
 */
final class SecretStores {

    static final Set<String> ACTIONS = Ecs.DEFINITION;

    private static final String SECRETS_MANAGER = "secretsmanager";
    private static final String PARAMETERS = "ssm";
    static final Set<String> NAMES = Set.of(SECRETS_MANAGER, PARAMETERS);

    private SecretStores() {}

    /** All that the task reads from; the one asked for where the definition names no secrets. */
    static List<Destination> of(String asked, String region, About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        List<Destination> used = definition.containerDefinitions().stream()
                .flatMap(SecretStores::references)
                .flatMap(reference -> store(reference, region))
                .distinct()
                .toList();
        return used.isEmpty() ? Destination.of(asked, region) : used;
    }

    private static Stream<String> references(ContainerDefinition container) {
        Stream<Secret> secrets = container.logConfiguration() == null
                ? container.secrets().stream()
                : Stream.concat(container.secrets().stream(), container.logConfiguration().secretOptions().stream());
        return Stream.concat(
                secrets.map(Secret::valueFrom),
                Stream.ofNullable(container.repositoryCredentials()).map(each -> each.credentialsParameter()));
    }

    /** A reference without an ARN is the name of a parameter in the task's own Region. */
    private static Stream<Destination> store(String reference, String region) {
        String[] arn = String.valueOf(reference).split(":", -1);
        return arn.length > 4 && NAMES.contains(arn[2])
                ? Destination.of(arn[2], arn[3]).stream()
                : Destination.of(PARAMETERS, region).stream();
    }
}
