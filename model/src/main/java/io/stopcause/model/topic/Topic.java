package io.stopcause.model.topic;

import io.stopcause.model.Json;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A topic with the type of its values. Keys are strings, values are JSON that {@code kcat} shows.
 *
 * @param name the full name, prefix and version included
 * @param type of the values
 * @param retention how long records are kept
 */
public record Topic<T>(String name, Class<T> type, Retention retention) {

    /** Reads and writes the values; safe for use by several threads. */
    public Serde<T> serde() {
        Serializer<T> serializer = (topic, value) -> value == null ? null : Json.writeBytes(value);
        Deserializer<T> deserializer = (topic, bytes) -> bytes == null ? null : Json.read(bytes, type);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    public ProducerRecord<byte[], byte[]> record(String key, T value) {
        return new ProducerRecord<>(name, key.getBytes(StandardCharsets.UTF_8), Json.writeBytes(value));
    }
}
