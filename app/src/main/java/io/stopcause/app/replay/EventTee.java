package io.stopcause.app.replay;

import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Event;
import io.stopcause.model.LogBatch;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Hands what is read to an engine and to somebody who listens in. For one thread. */
public final class EventTee implements Sink {

    private final Consumer<Event> engine;
    private final Sink listener;
    private final LongConsumer progress;
    private Optional<Instant> last = Optional.empty();
    private long records;

    /** @param progress told after each record how many there were */
    public EventTee(Consumer<Event> engine, Sink listener, LongConsumer progress) {
        this.engine = engine;
        this.listener = listener;
        this.progress = progress;
    }

    @Override
    public void logs(LogBatch batch) {
        batch.lines().forEach(line -> passed(line.time()));
        engine.accept(batch);
        listener.logs(batch);
    }

    @Override
    public void event(AwsEvent event) {
        passed(event.time());
        engine.accept(event);
        listener.event(event);
    }

    @Override
    public void answer(Answer answer) {
        engine.accept(answer);
        listener.answer(answer);
    }

    @Override
    public void dead(DeadLetter letter) {
        listener.dead(letter);
    }

    private void passed(Instant time) {
        records++;
        progress.accept(records);
        last = Optional.of(last.filter(time::isBefore).orElse(time));
    }

    /** The latest time that a record told. */
    public Optional<Instant> last() {
        return last;
    }
}
