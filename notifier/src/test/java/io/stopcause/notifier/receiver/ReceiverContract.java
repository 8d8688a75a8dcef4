package io.stopcause.notifier.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.SeededSecrets;
import io.stopcause.notifier.message.MessageWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every receiver keeps to. */
public abstract class ReceiverContract {

    private static final int SEEDS = 60;

    private Peer peer = NoPeer.NONE;

    protected abstract Peer connect();

    @BeforeEach
    void open() {
        peer = connect();
    }

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void aMessageArrivesWithAllThatAPersonNeeds() {
        Delivery delivery = deliver(peer.willing(), Incidents.STORY, Kind.OPENED, Optional.empty());

        assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
        assertThat(peer.received())
                .singleElement()
                .asString()
                .contains(
                        "nginx: the image is arm64, the instance is x86_64",
                        "arch-mismatch",
                        "exec format error",
                        "docker build --platform linux/amd64");
    }

    @Test
    void anIncidentIsFollowedToItsEnd() {
        Receiver receiver = peer.willing();
        Delivery opened = deliver(receiver, Incidents.STORY, Kind.OPENED, Optional.empty());
        Optional<String> reference = reference(opened);
        Delivery updated = deliver(receiver, Incidents.STORY, Kind.UPDATED, reference);
        Delivery resolved = deliver(
                receiver,
                Incidents.withState(Incidents.STORY, Incident.State.RESOLVED),
                Kind.RESOLVED,
                reference(updated));

        assertThat(List.of(updated, resolved)).allMatch(Delivery.Delivered.class::isInstance);
        assertThat(reference(resolved)).isEqualTo(reference);
        assertThat(peer.received().get(peer.received().size() - 1)).containsIgnoringCase("resolved");
    }

    @Test
    void hostileTextArrivesHarmlessAndWithoutSecrets() {
        Delivery delivery = deliver(peer.willing(), Incidents.hostile(), Kind.OPENED, Optional.empty());

        assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
        assertThat(peer.received()).singleElement().asString().doesNotContain("hunter2", "AKIAIOSFODNN7EXAMPLE");
        for (String forbidden : peer.forbidden()) {
            assertThat(peer.received().get(0)).doesNotContain(forbidden);
        }
    }

    @Test
    void noSecretOfAnyShapeIsEverSent() {
        Receiver receiver = peer.willing();
        for (long seed = 0; seed < SEEDS; seed++) {
            SeededSecrets secrets = new SeededSecrets(seed);

            Delivery delivery = deliver(receiver, secrets.incident(), Kind.OPENED, Optional.empty());

            assertThat(delivery).as("seed %d", seed).isInstanceOf(Delivery.Delivered.class);
            assertThat(peer.raw().get(peer.raw().size() - 1))
                    .as("seed %d", seed)
                    .doesNotContainIgnoringCase(secrets.telltale());
        }
    }

    @Test
    void whoIsBusyIsTriedAgain() {
        assumeTrue(peer.busy().isPresent(), "the other side cannot say that it is busy");

        assertThat(deliver(peer.busy().orElseThrow(), Incidents.STORY, Kind.OPENED, Optional.empty()))
                .isInstanceOfSatisfying(Delivery.Retry.class, retry -> isSafe(retry.reason()));
    }

    @Test
    void whoRefusesIsNotTriedAgain() {
        assumeTrue(peer.refusing().isPresent(), "the other side cannot refuse");

        assertThat(deliver(peer.refusing().orElseThrow(), Incidents.STORY, Kind.OPENED, Optional.empty()))
                .isInstanceOfSatisfying(Delivery.Rejected.class, rejected -> isSafe(rejected.reason()));
    }

    @Test
    void whoIsAbsentIsTriedAgainAndFailsTheCheck() {
        Receiver absent = peer.absent();

        assertThat(deliver(absent, Incidents.STORY, Kind.OPENED, Optional.empty()))
                .isInstanceOfSatisfying(Delivery.Retry.class, retry -> isSafe(retry.reason()));
        assertThat(absent.check()).hasValueSatisfying(this::isSafe);
    }

    @Test
    void whoIsThereCanBeCheckedWithoutAMessage() {
        assertThat(peer.willing().check()).isEmpty();
        assertThat(peer.received()).isEmpty();
    }

    private void isSafe(String reason) {
        assertThat(reason).isNotBlank().hasSizeLessThan(400);
        assertThat(peer.secrets()).noneMatch(reason::contains);
    }

    protected static Delivery deliver(Receiver receiver, Incident incident, Kind kind, Optional<String> reference) {
        List<String> changes = kind == Kind.UPDATED ? List.of("new symptom: deployment-circuit-breaker") : List.of();
        return receiver.deliver(Dispatch.of(
                incident,
                MessageWriter.write(incident, kind, changes, Optional.of("http://127.0.0.1:8080/i/1")),
                "0123456789abcdef",
                reference));
    }

    protected static Optional<String> reference(Delivery delivery) {
        return delivery instanceof Delivery.Delivered delivered ? delivered.reference() : Optional.empty();
    }
}
