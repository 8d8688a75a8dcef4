package io.stopcause.ingest;

import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it gets. */
public final class Kept implements Sink {

    public final List<LogBatch> batches = new ArrayList<>();
    public final List<AwsEvent> events = new ArrayList<>();
    public final List<Answer> answers = new ArrayList<>();
    public final List<DeadLetter> dead = new ArrayList<>();

    @Override
    public void logs(LogBatch batch) {
        batches.add(batch);
    }

    @Override
    public void event(AwsEvent event) {
        events.add(event);
    }

    @Override
    public void answer(Answer answer) {
        answers.add(answer);
    }

    @Override
    public void dead(DeadLetter letter) {
        dead.add(letter);
    }

    public List<LogLine> lines() {
        return batches.stream().flatMap(batch -> batch.lines().stream()).toList();
    }

    public List<String> messages() {
        return lines().stream().map(LogLine::message).toList();
    }
}
