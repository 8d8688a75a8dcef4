package io.stopcause.ingest.install.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.ingest.MotoServer;
import io.stopcause.ingest.Recorder;
import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import io.stopcause.ingest.ecs.EcsConfig;
import io.stopcause.ingest.install.Change;
import io.stopcause.ingest.install.Change.Verb;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.install.Plan;
import io.stopcause.ingest.install.Point;
import io.stopcause.ingest.install.Point.Light;
import io.stopcause.ingest.install.rights.Feature;
import io.stopcause.ingest.kinesis.KinesisConfig;
import io.stopcause.ingest.sqs.SqsConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class AccountCheckupTest {

    private static final Installation INSTALLATION =
            new Installation("watch", Place.of(Aws.REGION, MotoServer.ACCOUNT));

    @ParameterizedTest
    @CsvSource({"0, GREEN", "-29, GREEN", "30, YELLOW", "-299, YELLOW", "300, RED", "-3600, RED"})
    void theClock(long seconds, Light light) {
        assertThat(AccountCheckup.offset(Duration.ofSeconds(seconds)).light()).isEqualTo(light);
    }

    @ParameterizedTest
    @CsvSource({"75, eu-central-1, GREEN", "76, eu-central-1, YELLOW", "375, us-east-1, GREEN", "376, us-east-1, YELLOW"
    })
    void howManyGroupsTheQuotaIsEnoughFor(int groups, String region, Light light) {
        assertThat(AccountCheckup.pace(groups, region).light()).isEqualTo(light);
    }

    @Test
    void rulesThatAreNotThereMayBeSomebodysOwn() {
        assertThat(AccountCheckup.rules("watch", Plan.of(INSTALLATION.events(), Map.of())))
                .extracting(Point::light)
                .containsExactly(Light.YELLOW);
    }

    @Test
    void aDisabledRuleIsRed() {
        Plan plan = new Plan(List.of(
                new Change(Verb.KEEP, INSTALLATION.events().get(3), List.of()),
                new Change(
                        Verb.DRIFT,
                        INSTALLATION.events().get(4),
                        List.of("State is 'DISABLED', should be 'ENABLED'"))));

        assertThat(AccountCheckup.rules("watch", plan))
                .extracting(Point::light, Point::words, Point::remedy)
                .containsExactly(tuple(
                        Light.RED,
                        "watch-calls State is 'DISABLED', should be 'ENABLED'",
                        "run 'stopcause aws install --name watch'"));
    }

    @Test
    void withoutAnAnswerOnlyThatIsSaid() {
        List<Point> points =
                AccountCheckup.of(config(Aws.at(Aws.freePort()), "http://127.0.0.1:1/1/watch"), Clock.systemUTC());

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.light()).isEqualTo(Light.RED);
            assertThat(point.words()).contains("AWS cannot be reached");
        });
    }

    @Test
    void allIsGreenAfterAnInstallAndADisabledRuleIsNot() {
        try (MotoServer moto = MotoServer.start();
                Recorder recorder = Recorder.before(moto.aws())) {
            String url = install(moto.aws());
            logGroup(moto.aws());

            List<Point> well = AccountCheckup.of(config(recorder.aws(), url), Clock.systemUTC());
            disable(moto.aws());
            List<Point> ill = AccountCheckup.of(config(recorder.aws(), url), Clock.systemUTC());

            assertThat(well)
                    .filteredOn(point -> !point.name().equals("clock"))
                    .extracting(Point::light, Point::name)
                    .containsExactly(
                            tuple(Light.GREEN, "aws"),
                            tuple(Light.GREEN, "queue watch"),
                            tuple(Light.GREEN, "event rules"),
                            tuple(Light.GREEN, "dead letters"),
                            tuple(Light.GREEN, "dead letters"),
                            tuple(Light.GREEN, "log groups"),
                            tuple(Light.GREEN, "counts"));
            assertThat(ill)
                    .filteredOn(point -> point.light() == Light.RED)
                    .extracting(Point::name)
                    .containsExactly("event rules");
            Set<String> called = new TreeSet<>(recorder.actions());
            called.remove("sts:GetCallerIdentity");
            Set<String> asked = Stream.of(Feature.DOCTOR, Feature.LOGS)
                    .flatMap(feature -> feature.statements(INSTALLATION, LogChoice.NONE).stream())
                    .flatMap(statement -> statement.actions().stream())
                    .collect(Collectors.toSet());
            assertThat(called).containsExactlyInAnyOrderElementsOf(asked);
            assertThat(AccountCheckup.of(streamAndEcs(moto.aws()), Clock.systemUTC()))
                    .filteredOn(point -> !point.name().equals("clock"))
                    .extracting(Point::light, Point::name)
                    .containsExactly(
                            tuple(Light.GREEN, "aws"),
                            tuple(Light.RED, "stream watch-logs"),
                            tuple(Light.GREEN, "ecs"));
        }
    }

    private static IngestConfig streamAndEcs(AwsConfig aws) {
        return new IngestConfig(
                Optional.of(aws),
                List.of(),
                Optional.empty(),
                List.of(KinesisConfig.of("watch-logs")),
                Optional.of(new EcsConfig(Optional.empty())),
                Optional.empty());
    }

    private static IngestConfig config(AwsConfig aws, String url) {
        return new IngestConfig(
                Optional.of(aws),
                List.of(new SqsConfig(url, Optional.empty(), Optional.empty())),
                Optional.of(CloudWatchConfig.of(List.of(), List.of("/ecs/"))),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static String install(AwsConfig aws) {
        try (Installer installer = Installer.connect(aws, "watch", LogChoice.NONE, Clock.systemUTC())) {
            return installer.install(installer.survey(), change -> {}).queueUrl();
        }
    }

    private static void logGroup(AwsConfig aws) {
        try (CloudWatchLogsClient client = CloudWatchLogsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            client.createLogGroup(request -> request.logGroupName("/ecs/web"));
        }
    }

    private static void disable(AwsConfig aws) {
        try (EventBridgeClient client = EventBridgeClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            client.disableRule(request -> request.name("watch-ecs"));
        }
    }
}
