package io.stopcause.analyzer.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at task definitions before they are deployed. */
public final class Preflight {

    private static final long SHORT_DAYS = 1;

    private static final List<Inspection> ALL = List.of(
            new ContainerInspection(),
            new FieldInspection(),
            new SizeInspection(),
            new FargateInspection(),
            new NetworkInspection(),
            new LogInspection(),
            new RoleInspection(),
            new SecretInspection(),
            new DependencyInspection(),
            new HealthCheckInspection(),
            new VolumeInspection(),
            new PlatformInspection(),
            new BlindSpots());

    private Preflight() {}

    /** What a definition, as the API takes or gives it, would hide of a failure. */
    public static List<Flaw> blindSpots(JsonNode definition) {
        List<Flaw> flaws = new ArrayList<>();
        new BlindSpots().of(new Definition(Part.root(definition), true, Optional.empty()), flaws::add);
        return flaws;
    }

    /** What a service, as the API takes it, would hide: without a circuit breaker it tries for ever, and says nothing. */
    public static List<Flaw> ofService(Part service) {
        Part breaker = service.at("deploymentConfiguration").at("deploymentCircuitBreaker");
        boolean rolling = service.at("deploymentController")
                .at("type")
                .text()
                .filter(type -> !type.equals("ECS"))
                .isEmpty();
        boolean on = breaker.hasOpen()
                || breaker.at("enable").isOpen()
                || breaker.at("enable").isTrue();
        String name = service.at("serviceName").text().orElse("");
        return on || !rolling || service.at("deploymentConfiguration").isOpen()
                ? List.of()
                : List.of(Flaw.blindSpot(
                        "circuit-breaker-missing",
                        name,
                        breaker,
                        "Service " + (name.isEmpty() ? "" : name + " ")
                                + "has no deployment circuit breaker: ECS starts failing tasks for ever, and no deployment fails",
                        "\"deploymentCircuitBreaker\": {\"enable\": true, \"rollback\": true}",
                        AwsPages.CIRCUIT_BREAKER));
    }

    /** What a log group, as the API takes it, would hide. */
    public static List<Flaw> ofLogGroup(Part group) {
        Part days = group.at("retentionInDays");
        String name = group.at("logGroupName").text().orElse("");
        return days.number().filter(number -> number <= SHORT_DAYS).stream()
                .map(number -> Flaw.blindSpot(
                        "log-retention-short",
                        name,
                        days,
                        "Log group " + (name.isEmpty() ? "" : name + " ") + "forgets after " + number
                                + " day, before anybody looks at what happened at night or on a weekend",
                        "\"retentionInDays\": 30",
                        AwsPages.RETENTION))
                .toList();
    }

    /** All flaws of a definition: certain failures first, then in the order of the document. */
    public static List<Flaw> of(Definition definition) {
        List<Flaw> flaws = new ArrayList<>();
        ALL.forEach(inspection -> inspection.of(definition, flaws::add));
        return flaws.stream()
                .distinct()
                .sorted(Comparator.comparing(Flaw::kind))
                .toList();
    }
}
