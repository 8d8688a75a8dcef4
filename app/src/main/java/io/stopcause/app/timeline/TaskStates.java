package io.stopcause.app.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.match.EventText;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.story.Task;
import io.stopcause.app.timeline.Entry.Kind;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Redaction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What events say of a task: the moments that ECS wrote down, each state, and what others said of it. */
final class TaskStates {

    private static final Map<String, String> MOMENTS = moments();

    private final Judge judge;

    TaskStates(Judge judge) {
        this.judge = judge;
    }

    private static Map<String, String> moments() {
        Map<String, String> moments = new LinkedHashMap<>();
        moments.put("createdAt", "created");
        moments.put("connectivityAt", "network connected");
        moments.put("pullStartedAt", "pull of the images began");
        moments.put("pullStoppedAt", "pull of the images ended");
        moments.put("startedAt", "started");
        moments.put("stoppingAt", "told to stop");
        moments.put("executionStoppedAt", "containers stopped");
        moments.put("stoppedAt", "stopped");
        return moments;
    }

    /** The moments that the newest state of a task tells. */
    static List<Entry> lifecycle(AwsEvent newest) {
        List<Entry> entries = new ArrayList<>();
        MOMENTS.forEach((field, words) -> newest.text(field)
                .flatMap(TaskStates::instant)
                .ifPresent(time -> entries.add(new Entry(time, Kind.LIFECYCLE, field, words, Optional.empty()))));
        return entries;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    Entry state(AwsEvent event) {
        String last = event.text("lastStatus").orElse("state unknown");
        String desired = event.text("desiredStatus")
                .filter(status -> !status.equals(last))
                .map(status -> ", to become " + status)
                .orElse("");
        String health = event.text("healthStatus")
                .filter(status -> !status.equals("UNKNOWN"))
                .map(status -> ", health " + status)
                .orElse("");
        String detail = Task.of(event).detail();
        String text = last + desired + health + containers(event) + (detail.isEmpty() ? "" : ": " + detail);
        return entry(event, Kind.STATE, text);
    }

    private static String containers(AwsEvent event) {
        List<String> states = new ArrayList<>();
        for (JsonNode container : event.detail().path("containers")) {
            String status = container.path("lastStatus").asText();
            if (!status.isEmpty()) {
                states.add(container.path("name").asText() + " " + status);
            }
        }
        return states.isEmpty() ? "" : " (" + String.join(", ", states) + ")";
    }

    /** An event that names the task and is no state of it. */
    Entry said(AwsEvent event) {
        String text = EventText.of(event).stream().map(EventText::text).collect(Collectors.joining("; "));
        String name = event.text("eventName").orElse(event.detailType());
        return entry(event, Kind.EVENT, text.isEmpty() ? name : name + ": " + text);
    }

    private Entry entry(AwsEvent event, Kind kind, String text) {
        Optional<String> cause = judge.judge(event).stream()
                .map(Hit::rule)
                .map(rule -> rule.cause())
                .findFirst();
        return new Entry(event.time(), kind, event.detailType(), Redaction.of(text), cause);
    }
}
