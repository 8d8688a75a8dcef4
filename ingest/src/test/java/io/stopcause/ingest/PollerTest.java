package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollerTest {

    @Test
    void whoIsFencedSaysSoAndLooksAgainForWhatIsItsShare() throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        try (Poller poller = new Poller("queue", () -> fenced(rounds), Duration.ZERO)) {
            poller.start();
            while (rounds.get() < 2) {
                Thread.sleep(1);
            }

            assertThat(poller.health())
                    .isEqualTo(new Health(
                            "queue", Health.State.FAILING, "another process has taken over what was read here"));
        }
    }

    @Test
    void newsEndThePause() throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        try (Poller poller = new Poller("queue", () -> rounds.incrementAndGet() < 0, Duration.ofHours(1))) {
            poller.start();
            while (rounds.get() < 2) {
                poller.wake();
                Thread.sleep(1);
            }

            assertThat(poller.health().state()).isEqualTo(Health.State.READING);
        }
    }

    /** As the producer fails in a send that follows the fencing. */
    private static boolean fenced(AtomicInteger rounds) {
        rounds.incrementAndGet();
        throw new KafkaException("Cannot perform send", new ProducerFencedException("newer producer"));
    }
}
