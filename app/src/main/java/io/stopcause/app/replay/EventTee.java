package io.stopcause.app.replay;

import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Event;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Hands every record that lies in a window to an engine and to somebody who listens in. For one thread. */
public final class EventTee implements Sink {

    private final Consumer<Event> engine;
    private final Sink listener;
    private final Window window;
    private final LongConsumer progress;
    private final Stretch met = new Stretch();
    private final Stretch used = new Stretch();
    private long records;
    private long outside;

    /** From the first to the last of some times. */
    private static final class Stretch {
        private Optional<Span> span = Optional.empty();

        void add(Instant time) {
            span = Optional.of(span.map(known -> new Span(
                            time.isBefore(known.first()) ? time : known.first(),
                            time.isAfter(known.last()) ? time : known.last()))
                    .orElseGet(() -> new Span(time, time)));
        }
    }

    /**
     * Begins.
     *
     * @param progress told after each record how many there were
     */
    public EventTee(Consumer<Event> engine, Sink listener, Window window, LongConsumer progress) {
        this.engine = engine;
        this.listener = listener;
        this.window = window;
        this.progress = progress;
    }

    @Override
    public void logs(LogBatch batch) {
        List<LogLine> lines =
                batch.lines().stream().filter(line -> counts(line.time())).toList();
        if (!lines.isEmpty()) {
            LogBatch inside = new LogBatch(batch.source(), lines);
            engine.accept(inside);
            listener.logs(inside);
        }
    }

    @Override
    public void event(AwsEvent event) {
        if (counts(event.time())) {
            engine.accept(event);
            listener.event(event);
        }
    }

    /** An answer is about the account and not about a moment, so the window does not cut it off. */
    @Override
    public void answer(Answer answer) {
        engine.accept(answer);
        listener.answer(answer);
    }

    @Override
    public void dead(DeadLetter letter) {
        listener.dead(letter);
    }

    private boolean counts(Instant time) {
        records++;
        progress.accept(records);
        met.add(time);
        if (!window.holds(time)) {
            outside++;
            return false;
        }
        used.add(time);
        return true;
    }

    /** The times of all records. */
    public Optional<Span> met() {
        return met.span;
    }

    /** The times of those in the window. */
    public Optional<Span> used() {
        return used.span;
    }

    /** How many records lie outside the window. */
    public long outside() {
        return outside;
    }
}
