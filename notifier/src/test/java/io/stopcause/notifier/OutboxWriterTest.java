package io.stopcause.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxWriterTest {

    private static final List<ProducerRecord<byte[], byte[]>> RECORDS =
            List.of(new ProducerRecord<>("log", new byte[] {1}, new byte[] {2}));

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final OutboxWriter writer = new OutboxWriter(0, producer);

    @BeforeEach
    void start() {
        writer.start();
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void writesInOneTransaction() {
        assertThat(writer.write(RECORDS)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(producer.history()).hasSize(1);
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void onceFencedItRefusesWhateverComesAndKeepsNobodyWaiting() {
        producer.fenceProducer();
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Void> written = writer.write(RECORDS);
            assertThat(written)
                    .as("letter %d", i)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(Outbox.FencedException.class);
        }
        assertThat(producer.commitCount()).isZero();
    }

    @Test
    void afterItsEndItRefuses() {
        writer.close();
        assertThat(writer.write(RECORDS)).failsWithin(Duration.ofSeconds(10));
    }
}
