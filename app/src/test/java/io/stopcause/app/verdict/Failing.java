package io.stopcause.app.verdict;

import io.stopcause.app.assembly.Assembly;
import io.stopcause.app.assembly.Role;
import io.stopcause.app.config.KafkaConfig;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.app.rules.RuleSource;
import io.stopcause.console.live.ConsoleConfig;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.ingest.kafka.KafkaSink;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import io.stopcause.model.Verified;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Services that fail, and what is said of each: analyzer, ingest and broker as they run. */
final class Failing implements AutoCloseable {

    private static final String ARN = "arn:aws:ecs:eu-west-1:" + SlowAws.ACCOUNT + ":";
    private static final Set<String> CAUSES = Set.of("arch-mismatch", "no-route-to-aws-registry");

    private static final int TOGETHER = 500;

    private final Assembly assembly;
    private final KafkaSink sink;
    private final KafkaConsumer<byte[], byte[]> incidents;
    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    private final Map<String, Long> confirmed = new HashMap<>();

    Failing(Path data, SlowAws aws) {
        IngestConfig ingest = new IngestConfig(
                Optional.of(new AwsConfig(Optional.of("eu-west-1"), Optional.of(aws.address()))),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        StopcauseConfig config = new StopcauseConfig(
                data,
                RuleSource.SHIPPED,
                KafkaConfig.EMBEDDED,
                ingest,
                NotifierConfig.toConsole(),
                ConsoleConfig.standard(),
                Optional.empty());
        assembly = Assembly.start(
                config,
                Set.of(Role.INGEST, Role.ANALYZE),
                new Surroundings(System.out, Clock.systemUTC(), new Secrets(Map.of(), data)),
                Clock.systemUTC());
        sink = KafkaSink.open(assembly.clientProperties(), "failing");
        Map<String, Object> reading = new HashMap<>(assembly.clientProperties());
        reading.put("group.id", "failing");
        reading.put("auto.offset.reset", "earliest");
        reading.put("isolation.level", "read_committed");
        incidents = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        incidents.subscribe(List.of(Topics.INCIDENTS.name()));
    }

    /** One more task of a service cannot reach its registry. */
    void isolate(String service) {
        String id = id(service, 0);
        sink.event(Json.read("""
            {"id":"%2$s","detail-type":"ECS Task State Change","source":"aws.ecs","account":"%5$s",
            "region":"eu-west-1","time":"%3$s","resources":[],"detail":{"version":3,"lastStatus":"STOPPED",
            "stopCode":"TaskFailedToStart","group":"service:%1$s","clusterArn":"%4$scluster/main",
            "taskArn":"%4$stask/main/%2$s","taskDefinitionArn":"%4$stask-definition/%1$s:1",
            "stoppedReason":"ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull \
            registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR.",
            "containers":[{"name":"web"}]}}\
            """.formatted(service, id, now(), ARN, SlowAws.ACCOUNT), AwsEvent.class));
        sink.commit(List.of());
        sent.putIfAbsent(service, System.nanoTime());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String id(String service, int task) {
        return "%032x".formatted(((long) service.hashCode() << 20) + task);
    }

    /** Many tasks of many services fail for one image. */
    void storm(int tasks, int services, int image) {
        for (int task = 1; task <= tasks; task++) {
            send("storm-" + task % services, task, image);
            if (task % TOGETHER == 0) {
                sink.commit(List.of());
            }
        }
        sink.commit(List.of());
    }

    /** One more task of a service fails; its image has a digest that belongs to the number. */
    void fail(String service, int task, int image) {
        send(service, task, image);
        sink.commit(List.of());
    }

    private void send(String service, int task, int image) {
        String id = id(service, task);
        Instant now = now();
        LogSource source =
                new LogSource(SlowAws.ACCOUNT, "eu-west-1", "/ecs/" + service, "ecs/web/" + id, Surface.APP_LOG);
        sink.logs(new LogBatch(source, List.of(new LogLine(id, now, "exec /entrypoint.sh: exec format error"))));
        sink.event(stopped(service, id, now, "sha256:" + "%064x".formatted(image)));
        sent.putIfAbsent(service, System.nanoTime());
    }

    private static AwsEvent stopped(String service, String task, Instant now, String digest) {
        return Json.read("""
            {"id":"%2$s","detail-type":"ECS Task State Change","source":"aws.ecs","account":"%5$s",
            "region":"eu-west-1","time":"%3$s","resources":[],"detail":{"version":3,"lastStatus":"STOPPED",
            "stopCode":"EssentialContainerExited","group":"service:%1$s","clusterArn":"%4$scluster/main",
            "taskArn":"%4$stask/main/%2$s","taskDefinitionArn":"%4$stask-definition/%1$s:1",
            "attributes":[{"name":"ecs.cpu-architecture","value":"x86_64"}],
            "stoppedReason":"Essential container in task exited","containers":[{"name":"web","exitCode":1,
            "image":"%5$s.dkr.ecr.eu-west-1.amazonaws.com/orders:7","imageDigest":"%6$s"}]}}\
            """.formatted(service, task, now, ARN, SlowAws.ACCOUNT, digest), AwsEvent.class);
    }

    /** Reads what is said until that many services are confirmed, or the time is over; how many are. */
    int awaitConfirmed(int services, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (confirmed.size() < services && System.nanoTime() < deadline) {
            incidents.poll(Duration.ofMillis(20)).forEach(record -> {
                if (record.value() != null) {
                    note(Json.read(record.value(), Incident.class), System.nanoTime());
                }
            });
        }
        return confirmed.size();
    }

    private void note(Incident incident, long now) {
        String service = incident.headline().scope().service().orElse("");
        told.putIfAbsent(service, now);
        if (incident.diagnosis().verified() == Verified.CONFIRMED
                && CAUSES.contains(incident.diagnosis().cause())) {
            confirmed.putIfAbsent(service, now);
        }
    }

    /** What came so far does not count: everything was started for it. */
    void forget() {
        sent.clear();
        told.clear();
        confirmed.clear();
    }

    /** Milliseconds from the record in Kafka to the first incident, for each service. */
    long[] untilTold() {
        return since(told);
    }

    /** The same to the confirmed one. */
    long[] untilConfirmed() {
        return since(confirmed);
    }

    private long[] since(Map<String, Long> seen) {
        return seen.entrySet().stream()
                .filter(each -> sent.containsKey(each.getKey()))
                .mapToLong(each -> (each.getValue() - sent.getOrDefault(each.getKey(), 0L)) / 1_000_000)
                .sorted()
                .toArray();
    }

    @Override
    public void close() {
        incidents.close();
        sink.close();
        assembly.close();
    }
}
