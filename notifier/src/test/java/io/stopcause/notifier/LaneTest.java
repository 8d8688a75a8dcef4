package io.stopcause.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.notifier.decision.NotificationLog;
import io.stopcause.notifier.decision.Pipeline;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.route.Route;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaneTest {

    private static final Incident OPEN = Incidents.STORY;
    private static final Retries FAST = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2));

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final NotifierConfig config = NotifierConfig.toConsole();
    private final Desk desk = new Desk(
            config,
            new Pipeline(Route.of(config.route()), config.names(), config.floor()),
            new NotificationLog(),
            new Journal(producer),
            InstantSource.fixed(Incidents.START),
            new NotifierCounts());

    /** Is never there, and does something at each attempt. */
    private record Absent(Runnable meanwhile) implements Receiver {

        @Override
        public Delivery deliver(Dispatch dispatch) {
            meanwhile.run();
            return new Delivery.Retry("not there", Optional.empty());
        }

        @Override
        public Optional<String> check() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    @Test
    void whatAnotherInstanceHasTakenOverIsNotTriedAgain() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        List<Lane> itself = new CopyOnWriteArrayList<>();
        Receiver receiver = new Absent(() -> {
            if (attempts.incrementAndGet() == 2) {
                itself.forEach(each -> each.forget(Set.of(7)));
            }
        });
        Lane lane = new Lane("console", receiver, desk, FAST);
        itself.add(lane);
        Thread thread = new Thread(lane);
        thread.start();

        lane.waiting().put(new Waiting.Place(OPEN, 7));
        boolean idle = lane.waiting().awaitIdle(5_000);
        lane.stop(Duration.ofSeconds(10));
        thread.join();

        assertThat(idle).isTrue();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void otherPartitionsTakeNothingFromIt() throws InterruptedException {
        Waiting waiting = new Waiting();
        waiting.put(new Waiting.Place(OPEN, 7));
        Waiting.Place taken = waiting.take();

        assertThat(waiting.forget(Set.of(6))).isFalse();
        assertThat(waiting.isGone()).isFalse();

        assertThat(waiting.forget(Set.of(7))).isTrue();
        waiting.put(new Waiting.Place(OPEN, 7));
        waiting.newer(taken);
        assertThat(waiting.isGone()).as("it has come back").isFalse();
    }

    @Test
    void whatIsOutIsKnownEvenIfKafkaDoesNotTakeIt() {
        producer.sendException = new KafkaException("no");
        Notification sent = new Notification(
                OPEN.id(),
                "console",
                Notification.Kind.OPENED,
                new Notification.Attempt(Notification.Outcome.DELIVERED, "", Incidents.START, Optional.empty()),
                Notification.Told.of(OPEN));

        assertThatThrownBy(() -> desk.enter(sent)).isInstanceOf(KafkaException.class);

        assertThat(desk.log().entry(OPEN.id(), "console").isOpen()).isTrue();
    }
}
