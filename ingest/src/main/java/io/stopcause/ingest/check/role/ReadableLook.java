package io.stopcause.ingest.check.role;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Whether the execution role may read the files that a task definition names. What stands in them cannot be seen, and
 * whether they are there only by a right to read them; so leave to read proves nothing.
 */
final class ReadableLook {

    private static final String S3 = ":s3:::";
    private static final String PARAMETER = ":ssm:";

    private ReadableLook() {}

    static Seen environmentFiles(About about, Account account) {
        return at(about, account, "environment file", container -> container.environmentFiles().stream()
                .map(EnvironmentFile::value));
    }

    /** Each is {@code credentialspec:} or {@code credentialspecdomainless:} and an ARN. */
    static Seen credentialSpecs(About about, Account account) {
        return at(about, account, "credential specification", container -> container.credentialSpecs().stream()
                .map(each -> each.substring(each.indexOf(':') + 1)));
    }

    static Seen logRouters(About about, Account account) {
        return at(about, account, "log router's configuration", container -> Stream.ofNullable(
                        container.firelensConfiguration())
                .filter(each -> "s3".equals(each.options().get("config-file-type")))
                .map(each -> each.options().get("config-file-value")));
    }

    private static Seen at(
            About about, Account account, String what, Function<ContainerDefinition, Stream<String>> files) {
        TaskDefinition definition = Ecs.definition(about, account);
        String name = "The task definition " + definition.family() + ":" + definition.revision();
        List<String> named = definition.containerDefinitions().stream()
                .flatMap(files)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        if (named.isEmpty()) {
            throw new NotSeenException(name + " names no " + what + " in Amazon S3 or Parameter Store.");
        }
        if (definition.executionRoleArn() == null) {
            return Seen.no(name + " names no execution role, so that nothing may read the " + what + ".");
        }
        Principal role = Principal.named(definition.executionRoleArn(), "executionRole", about);
        return Seen.worst(
                named.stream().map(file -> read(role, what, file, account)).toList());
    }

    private static Seen read(Principal role, String what, String file, Account account) {
        if (!file.contains(S3) && !file.contains(PARAMETER)) {
            return Seen.no("The " + what + " " + file + " is no ARN of Amazon S3 or Parameter Store.");
        }
        return RoleAllows.judge(role, List.of(file.contains(S3) ? "s3:GetObject" : "ssm:GetParameters"), file, account)
                .yesProvesNothing();
    }
}
