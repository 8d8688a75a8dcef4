package io.stopcause.app.dryrun;

import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.notifier.DryRun.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message that begins something: the first that a receiver hears of an incident, or of a group of them.
 *
 * @param incidents ids of those that it tells of; the first gives the page its name
 * @param followed what became of it
 */
public record Page(
        Instant time,
        String receiver,
        List<String> incidents,
        String title,
        String cause,
        String rule,
        Scope scope,
        boolean night,
        String followed) {

    private static final Duration SOON = Duration.ofHours(1);

    public Page {
        incidents = List.copyOf(incidents);
    }

    static Page of(Sent sent, Course course, Night night) {
        Incident first =
                Optional.ofNullable(course.known().get(sent.incidents().get(0))).orElseThrow();
        boolean alone = sent.incidents().size() == 1;
        return new Page(
                sent.time(),
                sent.receiver(),
                sent.incidents(),
                alone ? first.headline().title() : sent.message().head().title(),
                first.diagnosis().cause(),
                first.diagnosis().origin().rule(),
                first.headline().scope(),
                night.covers(sent.time()),
                followed(first, course));
    }

    /** A rollback within the hour says that it was worth a page; what nobody ended may not have been. */
    static String followed(Incident incident, Course course) {
        Instant until =
                incident.life().resolvedAt().orElse(incident.life().lastSeen()).plus(SOON);
        boolean rolledBack = course.analysis().histories().stream()
                .filter(history -> history.scope().equals(incident.headline().scope()))
                .flatMap(history -> history.marks().stream())
                .filter(mark -> !mark.time().isBefore(incident.life().firstSeen())
                        && !mark.time().isAfter(until))
                .anyMatch(Page::isRollback);
        if (rolledBack) {
            return "rollback";
        }
        Optional<String> why = incident.life().resolution();
        return why.map(words -> words.startsWith("quiet") ? "nothing: " + words : "resolve: " + words)
                .orElse("nothing: still open at the end");
    }

    private static boolean isRollback(ServiceHistory.Mark mark) {
        String text = mark.text().toLowerCase(Locale.ROOT);
        return text.contains("rolled back") || text.contains("rolling back") || text.contains("rollback");
    }
}
