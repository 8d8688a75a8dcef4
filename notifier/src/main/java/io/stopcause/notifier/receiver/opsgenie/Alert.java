package io.stopcause.notifier.receiver.opsgenie;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.stopcause.model.Severity;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.message.SafeText;
import io.stopcause.notifier.receiver.Dispatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request to create an alert. Opsgenie cuts what is too long, and in the middle of a word; so it is cut here.
 *
 * @see <a href="https://docs.opsgenie.com/docs/alert-api#create-alert">Create alert</a>
 */
record Alert(
        String message,
        String alias,
        String description,
        Map<String, String> details,
        @JsonUnwrapped Sorting sorting) {

    private static final int MESSAGE = 130;
    private static final int DESCRIPTION = 15_000;
    private static final int DETAIL = 1500;
    private static final int NAME = 512;
    private static final int TAG = 50;

    /** Whom it concerns. */
    record Sorting(List<Responder> responders, List<String> tags, String entity, String source, String priority) {}

    /** A team. */
    record Responder(String name, String type) {}

    static Alert of(Dispatch dispatch, List<String> teams) {
        Message message = dispatch.message();
        return new Alert(
                SafeText.cut(message.head().title(), MESSAGE),
                dispatch.incident().id().replaceAll("[^\\w-]", "_"),
                SafeText.cut(String.join("\n", MessageText.body(message)), DESCRIPTION),
                details(message),
                new Sorting(
                        teams.stream().map(team -> new Responder(team, "team")).toList(),
                        List.of(
                                "stopcause",
                                SafeText.cut(message.proof().cause(), TAG),
                                message.head().severity().wire()),
                        SafeText.cut(
                                SafeText.line(SafeText.cut(
                                        dispatch.incident().headline().scope().name(), 2 * NAME)),
                                NAME),
                        "stopcause",
                        priority(message.head().severity())));
    }

    private static Map<String, String> details(Message message) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("cause", message.proof().cause());
        details.put("certainty", message.proof().certainty());
        details.put("changed", message.reach().revision());
        details.put("command", message.action().first().map(Message.Step::code).orElse(""));
        message.links().page().ifPresent(page -> details.put("incident", page));
        message.links().console().forEach(link -> details.put(link.label().toLowerCase(Locale.ROOT), link.address()));
        details.values().removeIf(value -> value.isEmpty() || value.length() > DETAIL);
        return details;
    }

    static String priority(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "P1";
            case WARNING -> "P3";
            case INFO -> "P5";
        };
    }
}
