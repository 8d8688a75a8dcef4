package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a task that needs an execution role has one, and whether the roles can be roles. */
final class RoleInspection implements Inspection {

    private static final Pattern REGISTRY =
            Pattern.compile("\\d{12}\\.dkr\\.ecr\\.[\\w-]+\\.amazonaws\\.com(?:\\.cn)?/.*");
    private static final Pattern ROLE = Pattern.compile("(?:arn:aws[\\w-]*:iam::\\d{12}:role/)?[\\w+=,.@/-]{1,512}");

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        Part role = definition.root().at("executionRoleArn");
        role(role, flaws);
        role(definition.root().at("taskRoleArn"), flaws);
        if (definition.whole() && !role.isGiven()) {
            need(definition)
                    .ifPresent(why -> flaws.accept(Flaw.failure(
                            "execution-role-missing",
                            "",
                            role,
                            "The task definition has no execution role, and " + why,
                            "\"executionRoleArn\": \"arn:aws:iam::<account>:role/ecsTaskExecutionRole\"",
                            AwsPages.EXECUTION_ROLE)));
        }
    }

    private static void role(Part part, Consumer<Flaw> flaws) {
        part.text()
                .filter(role -> !ROLE.matcher(role).matches())
                .ifPresent(role -> flaws.accept(Flaw.failure(
                        "role-invalid",
                        "",
                        part,
                        "'" + role + "' is neither the name nor the ARN of a role",
                        "\"arn:aws:iam::<account>:role/<name>\"",
                        AwsPages.REGISTER)));
    }

    /** The first thing that only an execution role allows. */
    private static Optional<String> need(Definition definition) {
        return definition.containers().stream()
                .flatMap(container -> needs(definition, container))
                .findFirst();
    }

    private static Stream<String> needs(Definition definition, Container container) {
        String who = "container " + container.name();
        Stream<Optional<String>> needs = Stream.of(
                given(container.at("secrets"), who + " has secrets to be fetched with it"),
                given(
                        container.at("logConfiguration").at("secretOptions"),
                        "the log driver of " + who + " has secrets"),
                given(container.at("repositoryCredentials"), who + " has a registry login to be fetched with it"),
                definition.isFargate()
                        ? container
                                .at("image")
                                .text()
                                .filter(image -> REGISTRY.matcher(image).matches())
                                .map(image -> "Fargate pulls " + image + " from Amazon ECR with it")
                        : Optional.empty(),
                definition.isFargate()
                        ? container
                                .at("logConfiguration")
                                .at("logDriver")
                                .text()
                                .filter("awslogs"::equals)
                                .map(driver -> "Fargate writes the logs of " + who + " with it")
                        : Optional.empty());
        return needs.flatMap(Optional::stream);
    }

    private static Optional<String> given(Part part, String why) {
        return part.isGiven() ? Optional.of(why) : Optional.empty();
    }
}
