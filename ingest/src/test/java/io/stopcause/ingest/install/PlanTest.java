package io.stopcause.ingest.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.ingest.install.Change.Verb;
import io.stopcause.model.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final Installation INSTALLATION =
            new Installation("stopcause", Place.of("eu-west-1", "111122223333"));

    @Test
    void everythingIsMadeInAnEmptyAccount() {
        List<Change> changes = Plan.of(INSTALLATION.events(), Map.of()).changes();

        assertThat(changes).extracting(Change::verb).containsOnly(Verb.CREATE);
        assertThat(changes)
                .extracting(change -> change.resource().words())
                .containsExactly(
                        "queue stopcause-undelivered",
                        "queue stopcause-unread",
                        "queue stopcause",
                        "EventBridge rule stopcause-ecs",
                        "EventBridge rule stopcause-calls",
                        "EventBridge rule stopcause-images",
                        "EventBridge rule stopcause-hosts",
                        "EventBridge rule stopcause-health",
                        "EventBridge rule stopcause-alarms");
    }

    @Test
    void nothingIsDoneWhereAllStands() {
        List<Resource> wanted = INSTALLATION.events();

        Plan plan = Plan.of(wanted, standing(wanted));

        assertThat(plan.toDo()).isEmpty();
        assertThat(plan.changes()).extracting(Change::verb).containsOnly(Verb.KEEP);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MessageRetentionPeriod | 345600                                                     | DRIFT    | MessageRetentionPeriod is '345600', should be '1209600'
            MessageRetentionPeriod |                                                            | COMPLETE | MessageRetentionPeriod is missing
            Policy                 | {"Version": "2012-10-17", "Statement": []}                 | DRIFT    | Policy is {"Version":"2012-10-17","Statement":[]}
            VisibilityTimeout      | 120                                                        | KEEP     |
            """)
    void oneSettingOfTheQueue(String setting, String value, Verb verb, String reason) {
        Change change = change(INSTALLATION.events().get(2), settings -> {
            if (value == null) {
                settings.remove(setting);
            } else {
                settings.put(
                        setting, value.startsWith("{") ? Json.read(value, JsonNode.class) : TextNode.valueOf(value));
            }
        });

        assertThat(change.verb()).isEqualTo(verb);
        assertThat(change.reasons()).containsExactlyElementsOf(reason == null ? List.of() : List.of(reason));
    }

    @Test
    void whatAwsWritesOtherwiseIsNoDrift() {
        Change change = change(
                INSTALLATION.events().get(2),
                settings -> settings.put("RedrivePolicy", Json.read("""
                            {"maxReceiveCount": "20",
                             "deadLetterTargetArn": "arn:aws:sqs:eu-west-1:111122223333:stopcause-unread"}""", JsonNode.class)));

        assertThat(change.verb()).isEqualTo(Verb.KEEP);
    }

    @Test
    void whatIsSomebodyElsesIsNeverChanged() {
        Resource rule = INSTALLATION.events().get(3);
        Resource group = INSTALLATION.filter("/ecs/web");

        Plan plan = Plan.of(
                List.of(rule, group),
                Map.of(rule, new Found.Foreign("no tag"), group, new Found.Foreign("both taken: a, b")));

        assertThat(plan.toDo()).isEmpty();
        assertThat(plan.taken()).extracting(Change::resource).containsExactly(rule);
        assertThat(plan.with(Verb.POLL))
                .extracting(Change::resource, Change::reasons)
                .containsExactly(tuple(group, List.of("both taken: a, b")));
    }

    @Test
    void onlyTheRulesOfThisInstallationMaySend() {
        Resource queue = INSTALLATION.events().get(2);

        JsonNode statement = queue.setting("Policy").path("Statement").path(0);

        assertThat(queue.setting("Policy").path("Statement")).hasSize(1);
        assertThat(statement.path("Principal").path("Service").asText()).isEqualTo("events.amazonaws.com");
        assertThat(statement.path("Condition").path("ArnEquals").path("aws:SourceArn"))
                .extracting(JsonNode::asText)
                .hasSize(Interest.values().length)
                .allMatch(arn -> arn.startsWith("arn:aws:events:eu-west-1:111122223333:rule/stopcause-"));
    }

    @ParameterizedTest
    @CsvSource({
        "/ecs/stopcause, true",
        "/ecs/stopcause-ingest, true",
        "stopcause, true",
        "/team/watch/x, true",
        "/ecs/stopcauses, false",
        "/ecs/web, false"
    })
    void ownLogGroupsAreKnownByTheirNames(String group, boolean own) {
        assertThat(LogChoice.isOwn(group, new Installation("watch", INSTALLATION.place())))
                .isEqualTo(own);
    }

    @Test
    void aNameThatAwsWouldRefuseIsRefusedHere() {
        assertThatThrownBy(() -> new Installation("Team A", INSTALLATION.place()))
                .hasMessageContaining("'Team A' cannot name an installation");
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, arn:aws:sqs:eu-west-1:111122223333:x",
        "cn-north-1, arn:aws-cn:sqs:cn-north-1:111122223333:x",
        "us-gov-west-1, arn:aws-us-gov:sqs:us-gov-west-1:111122223333:x"
    })
    void theRegionSaysThePartition(String region, String arn) {
        assertThat(Place.of(region, "111122223333").arn("sqs", "x")).isEqualTo(arn);
    }

    private static Change change(Resource resource, Consumer<Map<String, JsonNode>> changed) {
        TreeMap<String, JsonNode> settings = new TreeMap<>(resource.settings());
        changed.accept(settings);
        return Plan.of(List.of(resource), Map.of(resource, new Found.Ours(settings)))
                .changes()
                .get(0);
    }

    private static Map<Resource, Found> standing(List<Resource> resources) {
        Map<Resource, Found> standing = new LinkedHashMap<>();
        resources.forEach(resource -> standing.put(resource, new Found.Ours(resource.settings())));
        return standing;
    }
}
