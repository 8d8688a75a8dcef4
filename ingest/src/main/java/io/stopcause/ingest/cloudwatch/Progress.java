package io.stopcause.ingest.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far a group has been read with what came late, and since when what a restart reads again has been written: so much
 * of Kafka's topics is read back then.
 */
final class Progress {

    private final Deque<Step> steps = new ArrayDeque<>();

    /**
     * A reading that was complete.
     *
     * @param to event time up to which it went
     * @param at when it was made
     */
    private record Step(Instant to, Instant at) {}

    private Progress(Instant swept, Instant since) {
        steps.add(new Step(swept, since));
    }

    /** Nothing has been written. */
    static Progress from(Instant start) {
        return new Progress(start, start);
    }

    static Progress of(String text) {
        String[] parts = text.split(" since ", 2);
        Instant swept = Instant.parse(parts[0]);
        return new Progress(swept, parts.length == 2 ? Instant.parse(parts[1]) : swept.minus(Duration.ofMinutes(5)));
    }

    void sweptTo(Instant to, Instant now, Duration overlap) {
        steps.add(new Step(to, now));
        // What lies in the overlap may have been written as soon as the step before it was made.
        while (steps.size() > 1 && second().to().isBefore(to.minus(overlap))) {
            steps.removeFirst();
        }
    }

    private Step second() {
        var all = steps.iterator();
        all.next();
        return all.next();
    }

    Instant swept() {
        return steps.getLast().to();
    }

    Instant since() {
        return steps.getFirst().at();
    }

    /** For the checkpoint. */
    String text() {
        return swept() + " since " + since();
    }
}
