package io.stopcause.app.demo;

import io.stopcause.ingest.Journal;
import io.stopcause.ingest.kafka.TickSender;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.LogBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Plays a recording into Kafka at its pace, as a source would that reads it live. */
final class Player {

    /** Quiet times in the recording that are longer give everybody the time to catch up. */
    private static final Duration CHAPTER = Duration.ofMinutes(3);

    /** Recorded time from one tick to the next. */
    private static final Duration TICK = Duration.ofMinutes(1);

    private final Journal journal;
    private final TickSender ticks;
    private final Audience audience;

    Player(Journal journal, TickSender ticks, Audience audience) {
        this.journal = journal;
        this.ticks = ticks;
        this.audience = audience;
    }

    /** Follows what is played. */
    interface Audience {

        /** Called for each moment just before it is written. */
        void see(Moment moment);

        /** Called at the end of a chapter; returns when the next may begin. */
        void rest();
    }

    /** Plays until the end or until the curtain falls; whether it came to the end. */
    boolean play(Recording recording, Pace pace, Curtain curtain) throws InterruptedException {
        Instant now = recording.start();
        Instant ticked = now;
        for (Moment moment : recording.moments()) {
            if (Duration.between(now, moment.time()).compareTo(CHAPTER) > 0) {
                audience.rest();
            }
            if (curtain.fallsWithin(pace.between(now, moment.time()))) {
                return false;
            }
            now = moment.time();
            audience.see(moment);
            write(moment.event());
            journal.commit(List.of());
            if (Duration.between(ticked, now).compareTo(TICK) >= 0) {
                ticks.send(now);
                ticked = now;
            }
        }
        ticks.send(now);
        return true;
    }

    private void write(Event event) {
        if (event instanceof AwsEvent aws) {
            journal.event(aws);
        } else if (event instanceof LogBatch batch) {
            journal.logs(batch);
        } else if (event instanceof Answer answer) {
            journal.answer(answer);
        } else {
            throw new IllegalArgumentException("no source writes " + event);
        }
    }
}
