package io.stopcause.console.page;

import io.stopcause.model.Incident;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which incidents the front shows.
 *
 * @param words all of them must stand somewhere in the incident; empty for all
 * @param severity only those of this one; empty for all
 * @param state {@code open} or {@code resolved}; empty for all
 * @param page of the list, from 1
 */
public record BoardFilter(String words, String severity, String state, int page) {

    public static final BoardFilter NONE = new BoardFilter("", "", "", 1);

    boolean isNone() {
        return words.isEmpty() && severity.isEmpty() && state.isEmpty();
    }

    boolean has(Incident incident) {
        boolean resolved = incident.isResolved();
        return (severity.isEmpty() || incident.headline().severity().wire().equals(severity))
                && (state.isEmpty() || state.equals(resolved ? "resolved" : "open"))
                && (words.isEmpty() || hasWords(incident));
    }

    private boolean hasWords(Incident incident) {
        Incident.Diagnosis diagnosis = incident.diagnosis();
        String text = Stream.of(
                        Stream.of(
                                incident.id(),
                                incident.headline().title(),
                                incident.headline().scope().key(),
                                diagnosis.cause(),
                                diagnosis.origin().rule()),
                        incident.reach().tasks().stream().map(Incident.FailedTask::taskId),
                        incident.reach().revision().since().stream(),
                        diagnosis.evidence().supporting().stream().map(item -> item.text()))
                .flatMap(each -> each)
                .reduce("", (a, b) -> a + "\n" + b)
                .toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).split("\\s+", -1)).allMatch(text::contains);
    }

    /** The address of another page of the same list. */
    public String address(int other) {
        return "/?q=" + encode(words) + "&severity=" + encode(severity) + "&state=" + encode(state) + "&page=" + other;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
