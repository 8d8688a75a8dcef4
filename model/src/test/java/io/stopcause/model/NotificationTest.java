package io.stopcause.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationTest {

    @Test
    void anEntryIsOneFlatObjectAndReadsBackTheSame() {
        Notification entry = new Notification(
                "1f",
                "team",
                Notification.Kind.OPENED,
                new Notification.Attempt(
                        Notification.Outcome.DELIVERED,
                        "200 OK",
                        Instant.parse("2026-03-01T12:00:00Z"),
                        Optional.of("C1:17.2"),
                        Optional.of("k1")),
                new Notification.Told(
                        Incident.State.OPEN,
                        Severity.CRITICAL,
                        "arch-mismatch",
                        Verified.CONFIRMED,
                        List.of("b", "a", "b"),
                        4),
                Optional.of("group-1"));

        String json = Json.write(entry);

        assertThat(Json.read(json, JsonNode.class).path("outcome").asText()).isEqualTo("delivered");
        assertThat(Json.read(json, JsonNode.class).path("kind").asText()).isEqualTo("opened");
        assertThat(entry.told().symptoms()).containsExactly("a", "b");
        assertThat(Json.read(json, Notification.class)).isEqualTo(entry);
    }
}
