package io.stopcause.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Scope;
import io.stopcause.notifier.Incidents;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleLinksTest {

    private static final String TASK = "9c5e0ab9e77c5469b3b6c66ccb88a766";
    private static final Instant TIME = Instant.parse("2026-03-03T18:54:10.218Z");

    private static List<Message.Link> links(Scope scope, String source, String place) {
        Incident story = Incidents.STORY;
        Incident.Diagnosis old = story.diagnosis();
        Evidence evidence = new Evidence(
                List.of(
                        new Evidence.Item(
                                Optional.of(TIME), "check image-supports-platform", "nginx:1.27", "arm64 only"),
                        new Evidence.Item(Optional.of(TIME), source, place, "exec format error")),
                List.of(),
                List.of());
        Incident incident = new Incident(
                story.id(),
                new Incident.Headline("t", story.headline().severity(), scope),
                new Incident.Diagnosis(
                        old.cause(), old.alternatives(), old.confidence(), old.verified(), evidence, old.origin()),
                story.life(),
                new Incident.Reach(
                        story.reach().revision(),
                        List.of(
                                new Incident.FailedTask("0".repeat(32), Optional.empty(), TIME, ""),
                                new Incident.FailedTask(TASK, Optional.empty(), TIME, "")),
                        2,
                        List.of(),
                        List.of()),
                story.remediation());
        return MessageWriter.write(incident, Kind.OPENED, List.of(), Optional.empty())
                .links()
                .console();
    }

    private static Scope service(String region) {
        return Scope.ofService("111122223333", region, "web", "nginx");
    }

    @Test
    void leadsToTheStreamAtTheTimeOfTheDecisiveLineAndToTheNewestTaskAndTheService() {
        assertThat(links(service("eu-central-1"), "app.log", "/ecs/nginx:nginx/nginx/" + TASK))
                .containsExactly(
                        new Message.Link(
                                "Log",
                                "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1"
                                        + "#logsV2:log-groups/log-group/$252Fecs$252Fnginx/log-events/nginx$252Fnginx$252F"
                                        + TASK + "$3Fstart$3D1772563750218$26end$3D1772564350218"),
                        new Message.Link(
                                "Task",
                                "https://eu-central-1.console.aws.amazon.com/ecs/v2/clusters/web/tasks/" + TASK
                                        + "/configuration?region=eu-central-1"),
                        new Message.Link(
                                "Service",
                                "https://eu-central-1.console.aws.amazon.com/ecs/v2/clusters/web/services/nginx/health"
                                        + "?region=eu-central-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, us-east-1.console.aws.amazon.com",
        "cn-north-1, cn-north-1.console.amazonaws.cn",
        "cn-northwest-1, cn-northwest-1.console.amazonaws.cn",
        "us-gov-west-1, us-gov-west-1.console.amazonaws-us-gov.com",
        "eusc-de-east-1, eusc-de-east-1.console.amazonaws-eusc.eu",
        "ap-southeast-7, ap-southeast-7.console.aws.amazon.com",
    })
    void everyPartitionHasItsOwnConsole(String region, String host) {
        assertThat(links(service(region), "app.log", "/g:s"))
                .hasSize(3)
                .allSatisfy(
                        link -> assertThat(URI.create(link.address()).getHost()).isEqualTo(host))
                .allSatisfy(link -> assertThat(link.address()).contains("region=" + region));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "us-iso-east-1", "us-isob-east-1", "evil.example.org/x?", "eu-central-1.example.org"})
    void whereThereIsNoConsoleThereIsNoLink(String region) {
        assertThat(links(service(region), "app.log", "/g:s")).isEmpty();
    }

    @Test
    void oddNamesAreEncodedTwiceAndHostileOnesGetNoLink() {
        assertThat(links(service("eu-west-1"), "app.log", "/g:2026/03/03/[$LATEST]a b%ü")
                        .get(0)
                        .address())
                .contains("/log-events/2026$252F03$252F03$252F$255B$2524LATEST$255Da$2520b$2525$25C3$25BC$3Fstart")
                .matches("[\\x21-\\x7e]+");
        assertThat(links(Scope.ofService("1", "eu-west-1", "web|<!channel>", "x"), "app.log", "/g:password=hunter2"))
                .isEmpty();
    }

    @Test
    void aLogGroupAloneAndAClusterAloneAreFoundAsWell() {
        assertThat(links(Scope.ofLogGroup("1", "eu-west-1", "/app/x"), "api.error", "e-1"))
                .extracting(Message.Link::address)
                .containsExactly("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1"
                        + "#logsV2:log-groups/log-group/$252Fapp$252Fx");
        assertThat(links(Scope.ofCluster("1", "eu-west-1", "web"), "api.error", "e-1"))
                .extracting(Message.Link::label)
                .containsExactly("Task", "Cluster");
    }
}
