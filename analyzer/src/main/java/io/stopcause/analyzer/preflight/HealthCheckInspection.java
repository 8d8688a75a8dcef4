package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Health checks of containers, and the time that containers have to start and to stop. */
final class HealthCheckInspection implements Inspection {

    private static final String REQUEST = "request-parameter-invalid";
    private static final Set<String> FORMS = Set.of("CMD", "CMD-SHELL", "NONE");
    private static final long LONGEST_ON_FARGATE = 120;

    private static final List<Limit> LIMITS = List.of(
            new Limit("interval", 5, 300),
            new Limit("timeout", 2, 120),
            new Limit("retries", 1, 10),
            new Limit("startPeriod", 0, 300));

    /** What a number may be. */
    private record Limit(String field, long least, long most) {}

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        for (Container container : definition.containers()) {
            Part check = container.at("healthCheck");
            if (check.isGiven() && !check.isOpen()) {
                command(container, check.at("command"), flaws);
                LIMITS.forEach(limit -> limit(container, check, limit, flaws));
            }
            if (definition.isFargate()) {
                limit(container, container.part(), new Limit("stopTimeout", 0, LONGEST_ON_FARGATE), flaws);
            }
        }
    }

    private static void command(Container container, Part command, Consumer<Flaw> flaws) {
        if (!command.isGiven()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    container.name(),
                    command,
                    "The health check of container " + container.name() + " has no command",
                    "\"command\": [\"CMD-SHELL\", \"<command> || exit 1\"]",
                    AwsPages.HEALTH_CHECK));
        }
        command.each().stream()
                .findFirst()
                .flatMap(Part::text)
                .filter(form -> !FORMS.contains(form))
                .ifPresent(form -> flaws.accept(Flaw.failure(
                        REQUEST,
                        container.name(),
                        command,
                        "The health check of container " + container.name() + " begins with '" + form
                                + "'; it has to begin with CMD or CMD-SHELL",
                        "\"command\": [\"CMD-SHELL\", \"" + form + " || exit 1\"]",
                        AwsPages.HEALTH_CHECK)));
    }

    private static void limit(Container container, Part part, Limit limit, Consumer<Flaw> flaws) {
        part.at(limit.field())
                .number()
                .filter(number -> number < limit.least() || number > limit.most())
                .ifPresent(number -> flaws.accept(Flaw.failure(
                        REQUEST,
                        container.name(),
                        part.at(limit.field()),
                        "'" + limit.field() + "' of container " + container.name() + " is " + number + "; "
                                + limit.least() + " to " + limit.most() + " are allowed",
                        "\"" + limit.field() + "\": " + (number < limit.least() ? limit.least() : limit.most()),
                        limit.field().equals("stopTimeout") ? AwsPages.CONTAINER : AwsPages.HEALTH_CHECK)));
    }
}
