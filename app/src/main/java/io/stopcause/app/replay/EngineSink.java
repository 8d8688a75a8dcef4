package io.stopcause.app.replay;

import io.stopcause.analyzer.Engine;
import io.stopcause.ingest.Quiet;
import io.stopcause.ingest.Screen;
import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Hands what is read to the engine, as far as it lies in the window. For one thread. */
final class EngineSink implements Sink {

    private final Engine engine;
    private final Optional<Screen> screen;
    private final Window window;
    /** Of the quiet lines of a log only the newest can show: it tells that its writer was still alive. */
    private final Map<LogSource, LogLine> newest = new LinkedHashMap<>();

    private final LongConsumer progress;
    private Optional<Span> met = Optional.empty();
    private Optional<Span> used = Optional.empty();
    private long records;
    private long outside;

    /** @param progress told after each record how many there were */
    EngineSink(Engine engine, Optional<Screen> screen, Window window, LongConsumer progress) {
        this.engine = engine;
        this.screen = screen;
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

    @Override
    public Optional<Screen> screen() {
        return screen;
    }

    @Override
    public void quiet(Quiet lines) {
        Span span = new Span(lines.first(), lines.last());
        if (window.cuts(span)) {
            logs(new LogBatch(lines.source(), lines.lines().get()));
        } else if (counts(span, lines.count())) {
            newest.merge(lines.source(), lines.newest(), (a, b) -> b.time().isBefore(a.time()) ? a : b);
        }
    }

    /** Says that nothing more comes. */
    void end() {
        newest.forEach((source, line) -> engine.accept(new LogBatch(source, List.of(line))));
        used.ifPresent(span -> engine.end(span.last()));
    }

    private boolean counts(Instant time) {
        return counts(Span.at(time), 1);
    }

    /** Counts records that lie in the window all or none. */
    private boolean counts(Span span, long count) {
        records += count;
        progress.accept(records);
        met = Optional.of(met.map(known -> known.with(span)).orElse(span));
        if (!window.holds(span.first())) {
            outside += count;
            return false;
        }
        used = Optional.of(used.map(known -> known.with(span)).orElse(span));
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
