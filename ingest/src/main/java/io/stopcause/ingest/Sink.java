package io.stopcause.ingest;

import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;

/**
 * Where a source puts what it has read: Kafka, or the engine in the same process.
 *
 * <p>Called by one thread at a time. An exception from a sink stops the source; it is never swallowed.
 */
public interface Sink {

    void logs(LogBatch batch);

    void event(AwsEvent event);

    void answer(Answer answer);

    void dead(DeadLetter letter);
}
