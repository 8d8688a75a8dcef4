package io.stopcause.notifier.receiver.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.AwsEvent;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Orders;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import io.stopcause.notifier.receiver.TestSurroundings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CanaryTest {

    private static final Instant LATER = Incidents.STORY.life().lastSeen().plusMillis(1250);

    private static final Instant MINUTE = Instant.parse("2026-03-03T19:05:00Z");

    private final BlockingQueue<AwsEvent> invented = new LinkedBlockingQueue<>();
    private Instant now = LATER;

    private static CanaryConfig config(String json) {
        return Json.read(json.replace('\'', '"'), CanaryConfig.class);
    }

    private Receiver open(String json) {
        return config(json)
                .open(new Surroundings(
                        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        () -> now,
                        new Secrets(Map.of(), Path.of("")),
                        new Taker()));
    }

    /** Takes what is invented and nothing else. */
    private final class Taker implements Orders {

        @Override
        public void acknowledge(String incident, String author) {
            throw new AssertionError("nobody acknowledges a canary");
        }

        @Override
        public void silence(String incident, Duration length, String author) {
            throw new AssertionError("nobody silences a canary");
        }

        @Override
        public void correct(String incident, String author) {
            throw new AssertionError("nobody corrects a canary");
        }

        @Override
        public void invent(AwsEvent event) {
            invented.add(event);
        }
    }

    private static Dispatch dispatch(Incident incident) {
        Kind kind = incident.isResolved() ? Kind.RESOLVED : Kind.OPENED;
        return Dispatch.of(
                incident, MessageWriter.write(incident, kind, List.of(), Optional.empty()), "k1", Optional.empty());
    }

    @Test
    void whatArrivesIsMeasuredAndTheSwitchOutsideHearsOfIt() {
        try (HttpPeer deadManSwitch = new HttpPeer(request -> HttpPeer.Answer.of(200, "OK"));
                Receiver receiver = open("{'url':'" + deadManSwitch.address() + "/ping/s3cr3t'}")) {
            assertThat(receiver.deliver(dispatch(Incidents.STORY)))
                    .isEqualTo(new Delivery.Delivered("arrived after 1250 ms", Optional.empty()));
            receiver.deliver(dispatch(Incidents.withState(Incidents.STORY, Incident.State.RESOLVED)));

            assertThat(deadManSwitch.requests()).singleElement().satisfies(request -> {
                assertThat(request.path()).isEqualTo("/ping/s3cr3t");
                assertThat(request.body()).isEqualTo("arrived after 1250 ms");
            });
        }
    }

    @Test
    void aSwitchThatCannotBeReachedIsTriedAgain() {
        try (HttpPeer deadManSwitch = new HttpPeer(request -> HttpPeer.Answer.of(503, ""));
                Receiver receiver = open("{'url':'" + deadManSwitch.address() + "/s3cr3t'}")) {
            assertThat(receiver.deliver(dispatch(Incidents.STORY)))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                            .doesNotContain("s3cr3t"));
        }
    }

    @Test
    void aFailureIsSentToWhereTheRealOnesAre() throws InterruptedException {
        now = MINUTE;
        try (Receiver receiver = open("{'everySeconds':60}")) {
            receiver.start();
            AwsEvent failed = Objects.requireNonNull(invented.poll(20, TimeUnit.SECONDS));

            assertThat(receiver.check()).isEmpty();
            assertThat(failed).isEqualTo(Canary.failure(MINUTE));
            assertThat(failed.detailType()).isEqualTo(AwsEvent.TASK_STATE);
            assertThat(failed.text("clusterArn").orElseThrow()).endsWith(":cluster/stopcause-canary");
        }
    }

    @Test
    void twoProcessesSendTheSame() {
        assertThat(Canary.first(Duration.ofMinutes(1), MINUTE.minusSeconds(59))).isEqualTo(MINUTE);
        assertThat(Canary.first(Duration.ofMinutes(1), MINUTE.minusMillis(1))).isEqualTo(MINUTE);
        assertThat(Canary.first(Duration.ofMinutes(1), MINUTE)).isEqualTo(MINUTE);
        assertThat(Canary.failure(MINUTE)).isEqualTo(Canary.failure(MINUTE));
        assertThat(Canary.failure(MINUTE)).isNotEqualTo(Canary.failure(MINUTE.plusSeconds(60)));
    }

    @Test
    void whatCannotBeSentIsSaid() throws InterruptedException {
        Surroundings deaf = TestSurroundings.QUIET;
        try (Receiver receiver =
                config("{'everySeconds':60}").open(new Surroundings(deaf.out(), () -> MINUTE, deaf.secrets()))) {
            receiver.start();
            while (receiver.check().isEmpty()) {
                Thread.sleep(5);
            }
            assertThat(receiver.check()).contains("the canary could not be sent: this stopcause takes no orders");
        }
    }

    @Test
    void faultsOfItsConfigurationAreTold() {
        Secrets secrets = new Secrets(Map.of(), Path.of(""));
        assertThat(config("{'everySeconds':5,'url':'ftp://s3cr3t'}").problems(secrets))
                .extracting(Object::toString)
                .containsExactly(
                        "everySeconds: 5 must lie between 60 and 3600",
                        "url: must be an address such as https://hooks.example.org/stopcause");
        assertThat(config("{}").problems(secrets)).isEmpty();
    }
}
