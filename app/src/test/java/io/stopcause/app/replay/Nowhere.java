package io.stopcause.app.replay;

import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;

/** Keeps nothing of what it is handed. */
final class Nowhere implements Sink {

    @Override
    public void logs(LogBatch batch) {}

    @Override
    public void event(AwsEvent event) {}

    @Override
    public void answer(Answer answer) {}

    @Override
    public void dead(DeadLetter letter) {
        throw new AssertionError(letter);
    }
}
