package io.stopcause.app.demo;

import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was recorded, in the order in which it happened. Pure.
 *
 * @param moments ordered by time
 */
record Recording(List<Moment> moments) {

    /** Lines that lie further apart are told apart. */
    private static final Duration BURST = Duration.ofSeconds(5);

    Recording {
        moments = List.copyOf(moments);
        if (moments.isEmpty()) {
            throw new IllegalArgumentException("the recording is empty");
        }
    }

    /** Puts what was read into order, and long batches of lines apart into bursts. */
    static Recording of(List<Event> events) {
        return new Recording(events.stream()
                .flatMap(Recording::moments)
                .sorted(Comparator.comparing(Moment::time))
                .toList());
    }

    Instant start() {
        return moments.get(0).time();
    }

    Instant end() {
        return moments.get(moments.size() - 1).time();
    }

    private static Stream<Moment> moments(Event event) {
        if (event instanceof AwsEvent aws) {
            return Stream.of(new Moment(aws.time(), aws));
        }
        if (event instanceof Answer answer) {
            return Stream.of(new Moment(answer.time(), answer));
        }
        if (event instanceof LogBatch batch) {
            return bursts(batch);
        }
        if (event instanceof Tick tick) {
            return Stream.of(new Moment(tick.time(), tick));
        }
        throw new IllegalArgumentException("cannot play " + event);
    }

    private static Stream<Moment> bursts(LogBatch batch) {
        List<Moment> bursts = new ArrayList<>();
        List<LogLine> burst = new ArrayList<>();
        for (LogLine line : batch.lines()) {
            if (!burst.isEmpty()
                    && line.time().isAfter(burst.get(burst.size() - 1).time().plus(BURST))) {
                bursts.add(burst(batch, burst));
                burst.clear();
            }
            burst.add(line);
        }
        bursts.add(burst(batch, burst));
        return bursts.stream();
    }

    private static Moment burst(LogBatch batch, List<LogLine> lines) {
        return new Moment(lines.get(0).time(), new LogBatch(batch.source(), lines));
    }
}
