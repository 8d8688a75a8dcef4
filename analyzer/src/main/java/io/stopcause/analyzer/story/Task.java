package io.stopcause.analyzer.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.ending.Ending;
import io.stopcause.analyzer.ending.ExitCode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Keys;
import io.stopcause.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** A task as its newest state tells it. Fields may be missing, numbers may be strings; nothing is assumed. */
public final class Task {

    private static final Set<String> ENDING = Set.of("DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED");
    private static final Map<String, String> PROCESSORS = Map.of("x86_64", "amd64", "arm64", "arm64");
    private static final String PROCESSOR = "ecs.cpu-architecture";
    private static final String SYSTEM = "ecs.os-type";
    private static final String WINDOWS = "windows";
    private static final String LINUX = "linux";

    private final AwsEvent event;

    Task(AwsEvent event) {
        this.event = event;
    }

    /** The task that a state change is of. */
    public static Task of(AwsEvent event) {
        return new Task(event);
    }

    public String id() {
        return event.text("taskArn").map(Keys::lastSegment).orElse(event.id());
    }

    /** The service, or the family of a task that was started by hand or on a schedule. */
    public Scope scope() {
        String account = event.origin().account();
        String region = event.origin().region();
        String cluster = event.text("clusterArn").map(Keys::lastSegment).orElse("");
        String group = event.text("group").orElse("");
        return group.startsWith("service:")
                ? Scope.ofService(account, region, cluster, group.substring("service:".length()))
                : Scope.ofFamily(account, region, cluster, family());
    }

    /** {@code family:revision}, if the state names it. */
    public Optional<String> revision() {
        return event.text("taskDefinitionArn").map(Keys::lastSegment);
    }

    public String family() {
        return revision().map(name -> name.replaceFirst(":\\d+$", "")).orElse("");
    }

    public Optional<String> instance() {
        return event.text("containerInstanceArn");
    }

    public boolean isEnding() {
        return event.text("stopCode").isPresent()
                || ENDING.contains(event.text("lastStatus").orElse(""))
                || event.text("desiredStatus").filter("STOPPED"::equals).isPresent();
    }

    public boolean isRunning() {
        return !isEnding() && event.text("lastStatus").filter("RUNNING"::equals).isPresent();
    }

    public Instant created() {
        return time("createdAt").orElse(event.time());
    }

    public Optional<Instant> started() {
        return time("startedAt");
    }

    /** When its end began: the stop order is known before the containers are gone. */
    public Optional<Instant> ended() {
        return isEnding()
                ? time("stoppingAt")
                        .or(() -> time("executionStoppedAt"))
                        .or(() -> time("stoppedAt"))
                        .or(() -> Optional.of(event.time()))
                : Optional.empty();
    }

    public Instant seen() {
        return event.time();
    }

    /** Containers that failed: another code than 0 that no order to stop accounts for. */
    public List<String> failedContainers() {
        Ending ending = Ending.of(event);
        return containers()
                .filter(container -> ExitCode.of(container).isPresent() && !ending.isOrderly(container))
                .map(container -> container.path("name").asText())
                .filter(name -> !Ending.isInjected(name))
                .toList();
    }

    /** Containers of several whose end would be none of the task's if they were not essential. */
    SortedMap<String, Long> contested() {
        Ending ending = Ending.of(event);
        List<JsonNode> own = containers()
                .filter(container -> !Ending.isInjected(container.path("name").asText()))
                .toList();
        SortedMap<String, Long> contested = new TreeMap<>();
        if (own.size() > 1) {
            own.stream()
                    .filter(container -> ExitCode.of(container)
                            .filter(code -> !code.isSuccess())
                            .isPresent())
                    .forEach(container -> contested.put(
                            container.path("name").asText(),
                            ending.outlived(container).map(Duration::toSeconds).orElse(-1L)));
        }
        return contested;
    }

    /** Whether no container failed whose end is known, and at least one end is. */
    public boolean isSuccess() {
        return failedContainers().isEmpty()
                && containers().anyMatch(container -> ExitCode.of(container).isPresent());
    }

    /** How it ended, in words. */
    Ending ending() {
        return Ending.of(event);
    }

    public String stopCode() {
        return event.text("stopCode").orElse("");
    }

    /** Stop code, reason and exit codes in one line. */
    public String detail() {
        List<String> parts = new ArrayList<>();
        containers().forEach(container -> {
            if (container.hasNonNull("exitCode")) {
                parts.add(container.path("name").asText() + " exit "
                        + container.path("exitCode").asText());
            }
            if (!container.path("reason").asText().isBlank()) {
                parts.add(container.path("reason").asText());
            }
        });
        event.text("stopCode").ifPresent(parts::add);
        event.text("stoppedReason")
                .filter(reason -> parts.stream().noneMatch(part -> part.equals(reason)))
                .ifPresent(parts::add);
        return String.join("; ", parts);
    }

    /** Host port by container port, for what the host chose or was told. */
    public Map<String, String> hostPorts() {
        Map<String, String> ports = new TreeMap<>();
        containers().forEach(container -> container
                .path("networkBindings")
                .forEach(binding -> ports.put(
                        binding.path("containerPort").asText(),
                        binding.path("hostPort").asText())));
        return ports;
    }

    /** By container, the digest of the image that it ran. */
    public Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        containers()
                .filter(container -> !container.path("imageDigest").asText().isBlank())
                .forEach(container -> digests.put(
                        container.path("name").asText(),
                        container.path("imageDigest").asText()));
        return digests;
    }

    /** Values for remediation texts. */
    public Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        values.put("account", event.origin().account());
        values.put("region", event.origin().region());
        values.put("cluster", scope().cluster().orElse(""));
        values.put("service", scope().service().orElse(""));
        values.put("family", family());
        values.put("taskDefinition", revision().orElse(""));
        values.put("taskId", id());
        JsonNode container = containers()
                .filter(each -> failedContainers().contains(each.path("name").asText()))
                .findFirst()
                .or(() -> containers().findFirst())
                .orElse(event.detail());
        values.put("container", container.path("name").asText());
        values.put("image", container.path("image").asText());
        values.put("imageDigest", container.path("imageDigest").asText());
        values.put("exitCode", container.path("exitCode").asText());
        platform().ifPresent(platform -> values.put("taskPlatform", platform));
        event.text("platformFamily")
                .flatMap(family -> platform())
                .ifPresent(known -> values.put("hostPlatform", known));
        values.values().removeIf(String::isBlank);
        return values;
    }

    private Optional<String> platform() {
        return platform(event.detail());
    }

    /**
     * The platform that images of it have to be for, such as {@code linux/arm64}, of a task or a container instance. Where
     * neither {@code platformFamily} nor {@code ecs.os-type} names the operating system, it is taken for Linux.
     */
    public static Optional<String> platform(JsonNode told) {
        String system = (told.path("platformFamily").asText() + attribute(told, SYSTEM)).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(PROCESSORS.get(attribute(told, PROCESSOR)))
                .map(processor -> (system.startsWith(WINDOWS) ? WINDOWS : LINUX) + "/" + processor);
    }

    private static String attribute(JsonNode told, String name) {
        return StreamSupport.stream(told.path("attributes").spliterator(), false)
                .filter(each -> name.equals(each.path("name").asText()))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private java.util.stream.Stream<JsonNode> containers() {
        return StreamSupport.stream(event.detail().path("containers").spliterator(), false)
                .sorted(java.util.Comparator.comparing(
                        container -> container.path("name").asText()));
    }

    private Optional<Instant> time(String field) {
        return event.text(field).flatMap(Task::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
