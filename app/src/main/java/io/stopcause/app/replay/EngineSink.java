package io.stopcause.app.replay;

import io.stopcause.analyzer.Engine;
import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Hands what is read to the engine, as far as it lies in the window. For one thread. */
final class EngineSink implements Sink {

    private final Engine engine;
    private final Window window;
    private final LongConsumer progress;
    private Optional<Span> met = Optional.empty();
    private Optional<Span> used = Optional.empty();
    private long records;
    private long outside;

    /** @param progress told after each record how many there were */
    EngineSink(Engine engine, Window window, LongConsumer progress) {
        this.engine = engine;
        this.window = window;
        this.progress = progress;
    }

    @Override
    public void logs(LogBatch batch) {
        List<LogLine> lines =
                batch.lines().stream().filter(line -> counts(line.time())).toList();
        if (!lines.isEmpty()) {
            engine.accept(new LogBatch(batch.source(), lines));
        }
    }

    @Override
    public void event(AwsEvent event) {
        if (counts(event.time())) {
            engine.accept(event);
        }
    }

    /** An answer is about the account and not about a moment, so the window does not cut it off. */
    @Override
    public void answer(Answer answer) {
        engine.accept(answer);
    }

    @Override
    public void dead(DeadLetter letter) {
        // Counted, with its place, where it was met.
    }

    private boolean counts(Instant time) {
        records++;
        progress.accept(records);
        met = Optional.of(met.map(span -> span.with(time)).orElseGet(() -> Span.at(time)));
        if (!window.holds(time)) {
            outside++;
            return false;
        }
        used = Optional.of(used.map(span -> span.with(time)).orElseGet(() -> Span.at(time)));
        return true;
    }

    Optional<Span> met() {
        return met;
    }

    Optional<Span> used() {
        return used;
    }

    long outside() {
        return outside;
    }
}
