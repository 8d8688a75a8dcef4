package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Keys;
import io.stopcause.model.LogSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container's line in the wrapping of Docker's json-file driver or of FireLens. With the router's ECS metadata switched
 * off there is no task in it.
 */
final class ContainerRecord {

    /** Docker's name of a task's container: {@code /ecs-<family>-<revision>-<container>-<hash>}. */
    private static final Pattern DOCKER_NAME = Pattern.compile("/?ecs-.+?-\\d+-(.+)-[0-9a-f]{16,}");

    private final ObjectNode record;

    private ContainerRecord(ObjectNode record) {
        this.record = record;
    }

    static Optional<ContainerRecord> of(ObjectNode object) {
        boolean fireLens = object.has("container_id") || object.has("container_name");
        boolean docker = object.has("stream") && object.has("time");
        return object.path("log").isTextual() && (fireLens || docker)
                ? Optional.of(new ContainerRecord(object))
                : Optional.empty();
    }

    String log() {
        return record.path("log").asText();
    }

    /** The stream that FireLens would have named, so that the line meets its task; otherwise what is known already. */
    LogSource source(LogSource around) {
        Optional<String> task = Fields.text(record, "ecs_task_arn");
        if (task.isEmpty()) {
            return around;
        }
        String stream = container() + "-firelens-" + Keys.lastSegment(task.get());
        return new LogSource(
                Fields.account(task.get()), Fields.region(task.get()), around.group(), stream, around.surface());
    }

    private String container() {
        String name = Fields.text(record, "container_name").orElse("");
        Matcher docker = DOCKER_NAME.matcher(name);
        return docker.matches() ? docker.group(1) : name;
    }
}
