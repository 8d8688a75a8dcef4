package io.stopcause.ingest.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.Kept;
import io.stopcause.ingest.MotoServer;
import io.stopcause.ingest.Recorder;
import io.stopcause.ingest.backfill.AccountPast.Brought;
import io.stopcause.ingest.backfill.AccountPast.Wanted;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.install.rights.Feature;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Keys;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/** A service and its logs, against an emulator of AWS that others wrote: moto, where it is installed. */
class AccountPastTest {

    private static final String CAPTURED =
            "{\"id\":\"a\",\"detail-type\":\"ECS Service Action\",\"source\":\"aws.ecs\",\"time\":\"%s\",\"detail\":{}}";

    private final MotoServer moto = MotoServer.start();
    private final AwsConfig aws = moto.aws();
    private final Recorder recorder = Recorder.before(aws);
    private final Instant now = Instant.now();
    private String task = "";

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void account() {
        try (EcsClient ecs = EcsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            ecs.createCluster(request -> request.clusterName("web"));
            ContainerDefinition container = ContainerDefinition.builder()
                    .name("nginx")
                    .image("nginx:1.27")
                    .memory(128)
                    .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                            .options(Map.of("awslogs-group", "/ecs/nginx", "awslogs-stream-prefix", "web")))
                    .build();
            ecs.registerTaskDefinition(request -> request.family("nginx").containerDefinitions(container));
            ecs.createService(request -> request.cluster("web")
                    .serviceName("nginx")
                    .taskDefinition("nginx")
                    .desiredCount(0));
            String subnet = subnet();
            ecs.runTask(request -> request.cluster("web")
                    .taskDefinition("nginx")
                    .launchType(LaunchType.FARGATE)
                    .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(subnet))));
            task = Keys.lastSegment(
                    ecs.listTasks(request -> request.cluster("web")).taskArns().get(0));
        }
        try (CloudWatchLogsClient client = CloudWatchLogsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            put(client, "/ecs/nginx", "web/nginx/" + task, "its own");
            put(client, "/ecs/nginx", "web/nginx/other", "another's");
            put(client, ClusterDownload.capturedEvents("web"), "events", CAPTURED.formatted(now.minusSeconds(60)));
        }
    }

    private String subnet() {
        try (Ec2Client ec2 = Ec2Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(aws.endpoint().orElseThrow())
                .build()) {
            return ec2.describeSubnets().subnets().get(0).subnetId();
        }
    }

    private void put(CloudWatchLogsClient client, String group, String stream, String message) {
        if (client.describeLogGroups(request -> request.logGroupNamePrefix(group))
                .logGroups()
                .isEmpty()) {
            client.createLogGroup(request -> request.logGroupName(group));
        }
        client.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
        client.putLogEvents(request -> request.logGroupName(group)
                .logStreamName(stream)
                .logEvents(InputLogEvent.builder()
                        .timestamp(now.minusSeconds(60).toEpochMilli())
                        .message(message)
                        .build()));
    }

    @AfterEach
    void stop() {
        recorder.close();
        moto.close();
    }

    private Wanted wanted(Optional<String> service, Optional<String> of) {
        return new Wanted(
                List.of(), Optional.of("web"), service, of, now.minus(Duration.ofMinutes(30)), now.plusSeconds(1));
    }

    private Kept read(Path place) {
        Kept kept = new Kept();
        FileReading.read(List.of(place), InputStream.nullInputStream(), kept, Clock.systemUTC());
        return kept;
    }

    /** What is read, which calls it takes, and what a wrong name leads to: one emulator for all of them. */
    @Test
    void aClusterAndTheLogsOfItsTasks() {
        AccountPast past = new AccountPast(recorder.aws(), Clock.systemUTC());
        Brought one = past.download(
                wanted(Optional.empty(), Optional.of(task.substring(0, 8))), directory.resolve("one"), standing -> {});

        assertThat(one).isEqualTo(new Brought(List.of("/ecs/nginx"), List.of()));
        assertThat(read(directory.resolve("one")).messages()).containsExactly("its own");

        Brought all = past.download(wanted(Optional.of("nginx"), Optional.empty()), directory.resolve("all"), s -> {});

        assertThat(all.gaps()).isEmpty();
        Kept kept = read(directory.resolve("all"));
        assertThat(kept.messages()).containsExactlyInAnyOrder("its own", "another's");
        assertThat(kept.dead).isEmpty();
        assertThat(kept.events.stream().map(AwsEvent::detailType))
                .contains("ECS Service Action", AwsEvent.SERVICE_STATE);
        assertThat(recorder.actions())
                .isEqualTo(Feature.REPLAY
                        .statements(
                                new Installation("stopcause", Place.of(Aws.REGION, MotoServer.ACCOUNT)), LogChoice.NONE)
                        .stream()
                        .flatMap(statement -> statement.actions().stream())
                        .collect(Collectors.toSet()));

        Brought none = past.download(
                new Wanted(
                        List.of("/ecs/nginx"),
                        Optional.of("wab"),
                        Optional.empty(),
                        Optional.empty(),
                        now.minusSeconds(120),
                        now),
                directory.resolve("none"),
                standing -> {});

        assertThat(none.gaps()).hasSize(1).first().satisfies(gap -> assertThat(gap.place())
                .isEqualTo("cluster wab"));
        assertThat(read(directory.resolve("none")).messages()).hasSize(2);
    }

    @Test
    void anAccountThatIsNotThereIsSaid() {
        AccountPast past = new AccountPast(Aws.at(Aws.freePort()), Clock.systemUTC());

        assertThatThrownBy(() -> past.download(wanted(Optional.empty(), Optional.empty()), directory, standing -> {}))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("AWS cannot be reached");
    }
}
