package io.stopcause.ingest.check.secret;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** What Secrets Manager and Parameter Store say, without a value of theirs but for the one check that needs it. */
public final class SecretChecks {

    private static final String DESCRIBE_SECRET = "secretsmanager:DescribeSecret";
    private static final String DESCRIBE_PARAMETERS = "ssm:DescribeParameters";
    private static final String CURRENT = "AWSCURRENT";

    public static final List<Check> ALL = List.of(
            new Check(
                    "secret-exists",
                    "Is there such a secret or parameter?",
                    Set.of(DESCRIBE_SECRET, DESCRIBE_PARAMETERS),
                    SecretChecks::exists),
            new Check(
                    "secret-version-exists",
                    "Has the secret a version of this label or id?",
                    Set.of(DESCRIBE_SECRET),
                    SecretChecks::versionExists),
            new Check(
                    "secret-reference-valid",
                    "Does everything that the task definition takes from a store name a secret or a parameter?",
                    Ecs.DEFINITION,
                    References::valid),
            new Check(
                    "secret-reference-has-key",
                    "Has the secret, as JSON, the key that the task definition takes from it?",
                    union(Ecs.DEFINITION, References.GET_SECRET_VALUE),
                    References::hasKey),
            new Check(
                    "registry-secret-has-login",
                    "Has the secret for the private registry, as JSON, a user name and a password?",
                    union(Ecs.DEFINITION, References.GET_SECRET_VALUE),
                    References::hasLogin));

    private SecretChecks() {}

    private static Set<String> union(Set<String> actions, String more) {
        Set<String> all = new TreeSet<>(actions);
        all.add(more);
        return all;
    }

    private static Seen exists(About about, Account account) {
        SecretReference reference = SecretReference.of(about);
        Account there = reference.seenFrom(account);
        String where = " in " + there.region();
        if (reference.parameter()) {
            return parameter(reference, there)
                    .map(found -> known(reference, Optional.ofNullable(found.lastModifiedDate()), there))
                    .orElseGet(() -> Seen.no("There is no " + reference.words() + where + "."));
        }
        try {
            DescribeSecretResponse secret = describe(reference, there);
            return secret.deletedDate() == null
                    ? known(reference, Optional.ofNullable(secret.createdDate()), there)
                    : Seen.no("The " + reference.words() + where + " is deleted since " + secret.deletedDate() + ".")
                            .with("deleted", secret.deletedDate().toString());
        } catch (ResourceNotFoundException e) {
            return Seen.no("There is no " + reference.words() + where + ".");
        }
    }

    private static Seen known(SecretReference reference, Optional<Instant> since, Account there) {
        if (since.filter(time -> !there.isRecent(time)).isPresent()) {
            return Seen.yes("There is a " + reference.words() + " in " + there.region() + ".");
        }
        return Seen.unknown(
                "There is a " + reference.words() + " in " + there.region() + " now; it may have come later.");
    }

    private static Seen versionExists(About about, Account account) {
        SecretReference reference = SecretReference.of(about);
        if (reference.parameter()) {
            throw new NotSeenException("Versions of parameters are not looked at.");
        }
        String label = about.get("label").orElse(CURRENT);
        Account there = reference.seenFrom(account);
        try {
            DescribeSecretResponse secret = describe(reference, there);
            Set<String> labels = new TreeSet<>();
            secret.versionIdsToStages().forEach((id, stages) -> {
                labels.add(id);
                labels.addAll(stages);
            });
            String name = "The " + reference.words();
            if (secret.deletedDate() != null) {
                return Seen.no(name + " is deleted since " + secret.deletedDate() + ".");
            }
            if (!labels.contains(label)) {
                return Seen.no(name + " has no version " + label + ".").with("labels", String.join(" ", labels));
            }
            return secret.lastChangedDate() != null && !there.isRecent(secret.lastChangedDate())
                    ? Seen.yes(name + " has a version " + label + ".")
                    : Seen.unknown(name + " has a version " + label + " now; it may have come later.");
        } catch (ResourceNotFoundException e) {
            return Seen.no("There is no " + reference.words() + ", so no version of it.");
        }
    }

    private static DescribeSecretResponse describe(SecretReference reference, Account there) {
        DescribeSecretRequest request =
                DescribeSecretRequest.builder().secretId(reference.id()).build();
        DescribeSecretResponse secret =
                there.call(Api.SECRETS, "DescribeSecret", SecretsManagerClient::describeSecret, request);
        if (secret.name() == null) {
            throw NotSeenException.absurd(DESCRIBE_SECRET);
        }
        return secret;
    }

    private static Optional<ParameterMetadata> parameter(SecretReference reference, Account there) {
        DescribeParametersRequest request = DescribeParametersRequest.builder()
                .parameterFilters(ParameterStringFilter.builder()
                        .key("Name")
                        .option("Equals")
                        .values(reference.id())
                        .build())
                .build();
        var response = there.call(Api.PARAMETERS, "DescribeParameters", SsmClient::describeParameters, request);
        if (!response.hasParameters()) {
            throw NotSeenException.absurd(DESCRIBE_PARAMETERS);
        }
        return response.parameters().stream()
                .filter(found -> reference.id().equals(found.name()))
                .findFirst();
    }
}
