package io.stopcause.app.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The demo's own words around the story, as text for a terminal. Pure. */
final class Telling {

    private static final int WIDTH = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Telling() {}

    static String opening(Recording recording, URI page) {
        return """
                An evening on Amazon ECS: events and logs recorded on %s, %s to %s UTC,
                through Kafka, analyzer and notifier in this process. Messages appear as in Slack.
                Live page: %s
                """.formatted(DAY.format(recording.start()), time(recording.start()), time(recording.end()), page);
    }

    static Optional<String> moment(Moment moment) {
        return Narration.of(moment.event()).map(told -> time(moment.time()) + "  " + told);
    }

    static String closing(StoryPoints story, int messages, Path postMortem) {
        StringBuilder text = new StringBuilder(
                "\nWhat stopcause told this evening, in " + messages + " messages and a post-mortem\n");
        List<StoryPoints.Point> points = story.all();
        for (int i = 0; i < points.size(); i++) {
            StoryPoints.Point point = points.get(i);
            text.append('\n').append(i + 1).append(". ").append(point.name()).append('\n');
            if (point.told()) {
                point.sentences().forEach(sentence -> paragraph(text, sentence));
            } else {
                paragraph(text, "MISSING: no incident and no finding told this.");
            }
        }
        return text.append("\nPost-mortem: ").append(postMortem).toString();
    }

    private static void paragraph(StringBuilder text, String sentence) {
        StringBuilder line = new StringBuilder("  ");
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + word.length() >= WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("    ");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
