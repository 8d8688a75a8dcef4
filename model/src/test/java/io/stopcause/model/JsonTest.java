package io.stopcause.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Incident INCIDENT = new Incident(
            "1f",
            new Incident.Headline(
                    "nginx: image is arm64",
                    Severity.CRITICAL,
                    Scope.ofService("111122223333", "eu-west-1", "web", "nginx")),
            new Incident.Diagnosis(
                    "arch-mismatch",
                    List.of("entrypoint-missing-interpreter"),
                    0.95,
                    Verified.CONFIRMED,
                    new Evidence(
                            List.of(new Evidence.Item(
                                    Optional.of(NOON), "app.log", "/ecs/nginx", "exec /x: exec format error")),
                            List.of(),
                            List.of()),
                    new Incident.RuleReference("arch-mismatch", "v1")),
            new Incident.Life(Incident.State.OPEN, NOON, NOON, NOON, Optional.empty(), Optional.empty()),
            new Incident.Reach(
                    new Incident.Revision(Optional.of("nginx:44"), Optional.empty()),
                    List.of(new Incident.FailedTask("t1", Optional.of("nginx:44"), NOON, "exit 1")),
                    1,
                    List.of(),
                    List.of("log-configuration-missing")),
            Remediation.NONE);

    @Test
    void anIncidentIsOneFlatObjectAndReadsBackTheSame() {
        String json = Json.write(INCIDENT);
        JsonNode tree = Json.read(json, JsonNode.class);

        assertThat(tree.fieldNames())
                .toIterable()
                .contains("cause", "severity", "state", "revision", "ruleSet", "verified", "firstSeen");
        assertThat(tree.path("evidence").path("for")).hasSize(1);
        assertThat(tree.path("openedAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(Json.read(json, Incident.class)).isEqualTo(INCIDENT);
    }

    @Test
    void membersStandInTheSameFlatObjectAndMayBeAbsent() {
        Incident.Reach reach = INCIDENT.reach();
        Incident leader = new Incident(
                INCIDENT.id(),
                INCIDENT.headline(),
                INCIDENT.diagnosis(),
                INCIDENT.life(),
                new Incident.Reach(
                        reach.revision(),
                        reach.tasks(),
                        reach.taskCount(),
                        reach.symptoms(),
                        reach.blindSpots(),
                        new Incident.Joint(
                                Optional.empty(),
                                List.of(new Incident.Member(
                                        "2e",
                                        INCIDENT.headline().scope(),
                                        Incident.State.OPEN,
                                        NOON,
                                        Optional.empty(),
                                        3)),
                                1,
                                List.of(new Incident.Sharing("image web:44", List.of("api"), 1)))),
                INCIDENT.remediation());
        String json = Json.write(leader);
        String alone = Json.write(INCIDENT).replace(",\"members\":[],\"memberCount\":0", "");

        assertThat(Json.read(json, JsonNode.class)
                        .path("members")
                        .path(0)
                        .path("incident")
                        .asText())
                .isEqualTo("2e");
        assertThat(Json.read(json, Incident.class)).isEqualTo(leader);
        assertThat(alone).doesNotContain("member");
        assertThat(Json.read(alone, Incident.class)).isEqualTo(INCIDENT);
    }

    @Test
    void anEventKeepsWhatItDoesNotKnow() {
        String json = """
                {"version":"0","id":"e1","detail-type":"ECS Task State Change","source":"aws.ecs","account":"011122223333",
                 "time":"2026-03-01T12:00:00Z","region":"eu-west-1","resources":[],
                 "detail":{"taskArn":"arn:aws:ecs:eu-west-1:011122223333:task/web/0123456789abcdef0123456789abcdef","new":1}}
                """;
        AwsEvent event = Json.read(json, AwsEvent.class);

        assertThat(event.key()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(event.detail().path("new").asInt()).isEqualTo(1);
        assertThat(Json.read(Json.write(event), AwsEvent.class)).isEqualTo(event);
    }

    @Test
    void whatEndsEarlySaysSoWithoutTheInsidesOfTheParser() {
        assertThatThrownBy(() -> Json.read("{", Map.class))
                .hasMessageContaining("Unexpected end-of-input")
                .hasMessageNotContaining("Source");
    }

    @Test
    void whatCannotBeReadNamesItsPlace() {
        assertThatThrownBy(() -> Json.read("{\"time\":\"2026-03-01T12:00:00Z\",\"tpyo\":1}", Tick.class))
                .isInstanceOf(JsonReadException.class)
                .hasMessageContaining("tpyo")
                .hasMessageContaining("line 1")
                .hasMessageNotContaining("io.stopcause");
        assertThatThrownBy(() -> Json.read("{\"time\":\"2026-03-01T12:00:00Z\",\"time\":1}", JsonNode.class))
                .hasMessageContaining("Duplicate field 'time'");
    }

    @Test
    void anInstantIsWrittenAsItsOwnTextSays() {
        Random random = new Random(20261127);
        Instant least = Instant.parse("-0002-01-01T00:00:00Z");
        long span = Instant.parse("+10002-01-01T00:00:00Z").getEpochSecond() - least.getEpochSecond();
        List<Integer> nanos = List.of(0, 1, 999_999, 1_000_000, 7_000_000, 120_000_000, 999_000_000, 999_999_999);

        for (int i = 0; i < 20_000; i++) {
            Instant time = least.plusSeconds((long) (random.nextDouble() * span))
                    .plusNanos(nanos.get(random.nextInt(nanos.size())));
            assertThat(Json.write(time)).isEqualTo('"' + time.toString() + '"');
        }
    }

    @Test
    void bytesHoldTheTextAsItIsAndHalfOfASurrogatePairAsAnEscape() {
        assertThat(Json.writeBytes("é 😀 \u0001"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("\"é 😀 \\u0001\"");
        for (String text : List.of("cut off \ud83d", "\ude00 is the rest", "\ud83d\ud83d", "\ud83d and on")) {
            assertThat(Json.read(Json.writeBytes(text), String.class)).isEqualTo(text);
        }
    }
}
