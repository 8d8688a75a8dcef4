package io.stopcause.ingest;

import io.stopcause.model.AwsEvent;
import io.stopcause.model.LogBatch;

/** Reads back what was committed, a part at a time, whoever wrote it. For one thread. */
public interface Recall extends AutoCloseable {

    /** Who is told. */
    interface Taker {
        void lines(LogBatch batch);

        void event(AwsEvent event);
    }

    /**
     * Hands on the next part.
     *
     * @return whether there is another one
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached or refuses
     */
    boolean next(Taker taker);

    @Override
    void close();
}
