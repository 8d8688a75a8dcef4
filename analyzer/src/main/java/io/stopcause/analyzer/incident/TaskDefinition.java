package io.stopcause.analyzer.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.preflight.Preflight;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Incident;
import io.stopcause.model.Keys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a revision of a task definition says that bears on failures.
 *
 * @param revision {@code family:revision}
 * @param networkMode {@code bridge} where it is left out, as ECS does on Linux container instances
 * @param executionRole ARN, or empty
 * @param taskRole ARN, or empty
 * @param blindSpots what it hides of a failure, at most {@value #SPOTS}
 * @param settings what it sets, to be compared with another revision
 */
public record TaskDefinition(
        String revision,
        String networkMode,
        String executionRole,
        String taskRole,
        List<Container> containers,
        List<BlindSpot> blindSpots,
        Map<String, String> settings) {

    private static final int SPOTS = 50;
    private static final long STOP_TIMEOUT = 30;

    /**
     * One thing that it hides.
     *
     * @param cause of the family {@code blind-spot} or {@code logging}
     * @param container whose it is
     * @param text in one sentence
     */
    public record BlindSpot(String cause, String container, String text) {}

    /**
     * A container of the task.
     *
     * @param logGroup of the awslogs driver, or empty
     * @param hostPorts host port by container port; "0" where the host chooses
     */
    public record Container(
            String name, String image, boolean logs, String logGroup, Map<String, String> hostPorts, Stop stop) {}

    /**
     * What a container's end means for the task.
     *
     * @param essential whether the task ends with it
     * @param timeout seconds after SIGTERM until it is killed
     */
    public record Stop(boolean essential, long timeout) {}

    public TaskDefinition {
        containers = List.copyOf(containers);
        blindSpots = List.copyOf(blindSpots);
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /** The definition that a successful {@code RegisterTaskDefinition} call tells of. */
    static Optional<TaskDefinition> of(AwsEvent event) {
        JsonNode registered = event.detail().path("responseElements").path("taskDefinition");
        boolean told = AwsEvent.API_CALL.equals(event.detailType())
                && "RegisterTaskDefinition"
                        .equals(event.detail().path("eventName").asText())
                && registered.hasNonNull("taskDefinitionArn");
        return told ? Optional.of(read(registered)) : Optional.empty();
    }

    private static TaskDefinition read(JsonNode node) {
        List<Container> containers = new ArrayList<>();
        node.path("containerDefinitions").forEach(container -> containers.add(container(container)));
        String mode = node.path("networkMode").asText();
        return new TaskDefinition(
                Keys.lastSegment(node.path("taskDefinitionArn").asText()),
                mode.isEmpty() ? "bridge" : mode,
                node.path("executionRoleArn").asText(),
                node.path("taskRoleArn").asText(),
                containers,
                Preflight.blindSpots(node).stream()
                        .map(flaw -> new BlindSpot(flaw.cause(), flaw.subject(), flaw.text()))
                        .limit(SPOTS)
                        .toList(),
                Settings.of(node));
    }

    private static Container container(JsonNode node) {
        Map<String, String> ports = new TreeMap<>();
        node.path("portMappings")
                .forEach(port -> ports.put(
                        port.path("containerPort").asText(),
                        port.path("hostPort").asText("0")));
        JsonNode logs = node.path("logConfiguration");
        return new Container(
                node.path("name").asText(),
                node.path("image").asText(),
                logs.isObject() && !logs.isEmpty(),
                logs.path("options").path("awslogs-group").asText(),
                ports,
                new Stop(
                        node.path("essential").asBoolean(true),
                        node.path("stopTimeout").asLong(STOP_TIMEOUT)));
    }

    /** What is different in another revision, ordered by its name. */
    List<Incident.Change> changes(TaskDefinition other) {
        Set<String> names = new TreeSet<>(settings.keySet());
        names.addAll(other.settings.keySet());
        return names.stream()
                .map(name -> new Incident.Change(
                        name, Optional.ofNullable(settings.get(name)), Optional.ofNullable(other.settings.get(name))))
                .filter(change -> !change.before().equals(change.after()))
                .limit(Incident.Revision.MAX_CHANGES)
                .toList();
    }

    /** Whether it speaks of a thing of that name: an image, a secret, a role. */
    boolean mentions(String thing) {
        return settings.values().stream().anyMatch(value -> value.contains(thing));
    }

    Optional<String> image(String container) {
        return containers.stream()
                .filter(each -> each.name.equals(container))
                .map(Container::image)
                .filter(image -> !image.isEmpty())
                .findFirst();
    }

    /** Whether a container's end can be that of the task, if it had outlived another by so many seconds when killed. */
    boolean matters(String container, long outlived) {
        Stop stop = containers.stream()
                .filter(each -> each.name.equals(container))
                .map(Container::stop)
                .findFirst()
                .orElse(new Stop(true, STOP_TIMEOUT));
        return stop.essential && outlived < stop.timeout;
    }

    /** Names of the containers whose output is lost. */
    @JsonIgnore
    List<String> silent() {
        return containers.stream()
                .filter(container -> !container.logs)
                .map(Container::name)
                .toList();
    }

    boolean has(String container) {
        return containers.stream().anyMatch(each -> each.name.equals(container));
    }

    /** Whether what the container says is lost; without a name, what any container says. */
    boolean isSilent(String container) {
        return has(container) ? silent().contains(container) : !silent().isEmpty();
    }

    /** Whether the host chooses the port that callers need. */
    boolean isDynamic(String containerPort) {
        return "bridge".equals(networkMode)
                && containers.stream().anyMatch(each -> "0".equals(each.hostPorts.get(containerPort)));
    }

    /** Values for remediation texts. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        values.put("executionRole", executionRole);
        values.put("taskRole", taskRole);
        values.put("networkMode", networkMode);
        if (settings.getOrDefault("platform", "").contains("operatingSystemFamily WINDOWS")) {
            values.put("hostPlatform", "windows/amd64"); // ECS runs Windows on X86_64 only
        }
        containers.stream()
                .map(Container::logGroup)
                .filter(group -> !group.isEmpty())
                .findFirst()
                .ifPresent(group -> values.put("logGroup", group));
        values.values().removeIf(String::isBlank);
        return values;
    }
}
