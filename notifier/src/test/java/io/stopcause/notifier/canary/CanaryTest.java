package io.stopcause.notifier.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.AwsEvent;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Scope;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CanaryTest {

    private static final Instant LATER = Incidents.STORY.life().lastSeen().plusMillis(1250);

    private Instant now = LATER;

    private static CanaryConfig config(String json) {
        return Json.read(json.replace('\'', '"'), CanaryConfig.class);
    }

    private Receiver open(String json) {
        return config(json)
                .open(new Surroundings(
                        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        () -> now,
                        new Secrets(Map.of(), Path.of(""))));
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
    void itsAbsenceIsAProblem() {
        try (Receiver receiver = open("{'everySeconds':60}")) {
            assertThat(receiver.check()).isEmpty();
            now = LATER.plusSeconds(200);
            assertThat(receiver.check()).contains("no canary has arrived for 200 s");
            receiver.deliver(dispatch(Incidents.STORY));
            assertThat(receiver.check()).isEmpty();
        }
    }

    @Test
    void aFailureIsSentToWhereTheRealOnesAreAndIsKnownForWhatItIs() throws InterruptedException {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        try (Canary canary = new Canary(config("{}"), producer, () -> LATER)) {
            canary.start();
            while (producer.history().isEmpty()) {
                Thread.sleep(5);
            }
            assertThat(canary.check()).isEmpty();
        }
        AwsEvent event = Json.read(producer.history().get(0).value(), AwsEvent.class);
        assertThat(producer.history().get(0).topic()).isEqualTo(Topics.EVENTS.name());
        assertThat(new String(producer.history().get(0).key(), StandardCharsets.UTF_8))
                .isEqualTo(event.key());
        assertThat(event.detailType()).isEqualTo(AwsEvent.TASK_STATE);
        assertThat(event.text("clusterArn").orElseThrow()).endsWith(":cluster/stopcause-canary");
        assertThat(Scope.CANARY.isCanary()).isTrue();
        assertThat(Incidents.STORY.headline().scope().isCanary()).isFalse();
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
