package io.stopcause.notifier;

import io.stopcause.model.DeadLetter;
import io.stopcause.model.Notification;
import io.stopcause.model.topic.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes down what was attempted and what could not be read. Each call returns when Kafka has it. Thread-safe. */
final class Journal implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;

    Journal(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    void write(Notification notification) {
        send(Topics.NOTIFICATIONS.record(notification.incident() + "/" + notification.receiver(), notification));
    }

    void write(DeadLetter letter) {
        send(Topics.DEAD_LETTERS.record(letter.place(), letter));
    }

    private void send(ProducerRecord<byte[], byte[]> entry) {
        try {
            producer.send(entry).get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot write to topic " + entry.topic(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing to topic " + entry.topic(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
