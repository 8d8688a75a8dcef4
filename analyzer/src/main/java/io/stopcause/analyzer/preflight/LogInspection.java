package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Log drivers and what they need to be told. */
final class LogInspection implements Inspection {

    private static final String CAUSE = "log-options-invalid";
    private static final Set<String> ON_FARGATE = Set.of("awslogs", "splunk", "awsfirelens");
    private static final Set<String> DRIVERS = Set.of(
            "awslogs",
            "splunk",
            "awsfirelens",
            "fluentd",
            "gelf",
            "journald",
            "json-file",
            "syslog",
            "logentries",
            "none");

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        boolean routed = definition.containers().stream()
                .anyMatch(container -> container.at("firelensConfiguration").isGiven());
        for (Container container : definition.containers()) {
            Part logs = container.at("logConfiguration");
            if (logs.isGiven() && !logs.isOpen()) {
                driver(definition, container, logs, flaws);
                options(definition, container, logs, flaws);
                router(container, logs, routed, flaws);
            }
        }
    }

    private static void driver(Definition definition, Container container, Part logs, Consumer<Flaw> flaws) {
        Part driver = logs.at("logDriver");
        Set<String> known = new TreeSet<>(definition.isFargate() ? ON_FARGATE : DRIVERS);
        if (!driver.isGiven()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    container.name(),
                    driver,
                    "The log configuration of container " + container.name() + " names no driver",
                    "\"logDriver\": \"awslogs\"",
                    AwsPages.LOGS));
        }
        driver.text()
                .filter(name -> !known.contains(name))
                .ifPresent(name -> flaws.accept(Flaw.failure(
                        CAUSE,
                        container.name(),
                        driver,
                        (definition.isFargate() ? "Fargate has no log driver '" : "There is no log driver '") + name
                                + "'; it has " + String.join(", ", known),
                        "\"logDriver\": \"awslogs\"",
                        AwsPages.LOGS)));
    }

    private static void options(Definition definition, Container container, Part logs, Consumer<Flaw> flaws) {
        if (logs.at("logDriver").text().filter("awslogs"::equals).isEmpty()
                || logs.at("options").isOpen()) {
            return;
        }
        List<String> missing = new ArrayList<>(List.of("awslogs-group", "awslogs-region"));
        if (definition.isFargate()) {
            missing.add("awslogs-stream-prefix");
        }
        missing.removeIf(option -> logs.at("options").at(option).isGiven());
        if (!missing.isEmpty()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    container.name(),
                    logs.at("options"),
                    "awslogs of container " + container.name() + " lacks " + String.join(" and ", missing),
                    "\"" + missing.get(0) + "\": \"" + example(missing.get(0), definition, container) + "\"",
                    AwsPages.AWSLOGS));
        }
    }

    private static String example(String option, Definition definition, Container container) {
        return switch (option) {
            case "awslogs-group" -> "/ecs/" + definition.family().orElse("<family>");
            case "awslogs-region" -> "<region>";
            default -> container.name();
        };
    }

    private static void router(Container container, Part logs, boolean routed, Consumer<Flaw> flaws) {
        Optional<String> driver = logs.at("logDriver").text().filter("awsfirelens"::equals);
        if (driver.isPresent() && !routed) {
            flaws.accept(Flaw.failure(
                    "log-router-config-invalid",
                    container.name(),
                    logs.at("logDriver"),
                    "Container " + container.name()
                            + " sends its logs through FireLens, and no container of the task is a log router",
                    "A container with \"firelensConfiguration\": {\"type\": \"fluentbit\"}",
                    AwsPages.FIRELENS));
        }
    }
}
