package io.stopcause.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class MembershipTest {

    private static final TopicPartition LOG = new TopicPartition(Topics.NOTIFICATIONS.name(), 0);
    private static final Instant BEFORE = Instant.parse("2026-01-01T10:00:00Z");

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private Instant now = BEFORE.plus(Duration.ofHours(1));

    @Test
    void theWordOfThePreviousOneStandsUntilWhatHappenedSinceHasBeenTold() {
        try (Outbox outbox = new Outbox(partition ->
                        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
                Membership membership = new Membership(consumer, outbox, () -> {}, () -> now)) {
            consumer.updateBeginningOffsets(Map.of(LOG, 0L));
            membership.join();
            consumer.rebalance(List.of(LOG));
            consumer.commitSync(Map.of(LOG, new OffsetAndMetadata(0, BEFORE.toString())));
            membership.poll();
            assertThat(membership.lastAlive()).contains(BEFORE);

            now = now.plusSeconds(60);
            membership.poll();
            assertThat(word()).isEqualTo(BEFORE.toString());

            now = now.plusSeconds(120);
            membership.poll();
            assertThat(word()).isEqualTo(now.toString());
        }
    }

    private String word() {
        return consumer.committed(Set.of(LOG)).values().iterator().next().metadata();
    }
}
