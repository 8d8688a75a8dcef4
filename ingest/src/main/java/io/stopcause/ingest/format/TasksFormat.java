package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Answers of {@code DescribeTasks}, {@code RunTask} and {@code StartTask}, and single task objects. A task becomes the
 * state change event that would have told the same; a failure becomes an {@value #FAILURE} event.
 */
final class TasksFormat implements Format {

    /** Detail-type for an entry of {@code failures}: {@code arn}, {@code reason}, {@code detail}. */
    static final String FAILURE = "ECS API Failure";

    @Override
    public String name() {
        return "ECS tasks";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return isTask(object)
                || list(object, "tasks").filter(TasksFormat::allTasks).isPresent()
                || (!object.has("services") && Fields.arrayOf(object, "failures", "reason"));
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        if (isTask(object)) {
            task(object, reading);
            return;
        }
        JsonNode tasks = list(object, "tasks").orElse(object.path("tasks"));
        JsonNode failures = list(object, "failures").orElse(object.path("failures"));
        tasks.forEach(task -> task((ObjectNode) task, reading));
        failures.forEach(failure -> failure(failure, reading));
        if (tasks.isEmpty() && failures.isEmpty()) {
            reading.ignored();
        }
    }

    /** One of the failures that all ECS calls list that take several names. */
    static void failure(JsonNode failure, Reading reading) {
        if (failure instanceof ObjectNode object) {
            ObjectNode detail = Normal.form(object);
            String arn = Fields.text(detail, "arn").orElse("");
            String id = Ids.of("failure", detail.toString(), reading.place());
            reading.event(Envelope.wrap(id, FAILURE, arn, reading.time(), detail));
        } else {
            reading.dead("failure that is no object", failure.toString());
        }
    }

    private static Optional<JsonNode> list(ObjectNode object, String name) {
        String capitalised = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return Optional.of(object.has(name) ? object.path(name) : object.path(capitalised))
                .filter(JsonNode::isArray);
    }

    private static boolean allTasks(JsonNode tasks) {
        for (JsonNode task : tasks) {
            if (!(task instanceof ObjectNode object) || !isTask(object)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTask(ObjectNode object) {
        return Fields.anyText(object, "taskArn", "TaskArn").isPresent()
                && Fields.anyText(object, "lastStatus", "LastStatus", "desiredStatus", "DesiredStatus")
                        .isPresent();
    }

    private static void task(ObjectNode object, Reading reading) {
        ObjectNode task = Normal.form(object);
        String arn = task.path("taskArn").asText();
        String id = Ids.of("task", arn, task.path("version").asText(), task.toString());
        Instant time = lastChange(task).orElseGet(reading::time);
        reading.event(Envelope.wrap(id, AwsEvent.TASK_STATE, arn, time, task));
    }

    /** The latest time of the task's own: the API has no {@code updatedAt}. */
    private static Optional<Instant> lastChange(ObjectNode task) {
        return task.properties().stream()
                .filter(field -> field.getKey().endsWith("At"))
                .flatMap(field -> Times.of(field.getValue()).stream())
                .max(Comparator.naturalOrder());
    }
}
