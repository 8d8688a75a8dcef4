package io.stopcause.notifier.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import io.stopcause.model.Json;
import io.stopcause.model.Scope;
import io.stopcause.model.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a task of its own service fail every so often, and the service recover: as events of ECS, in the topic where
 * ingest puts the real ones. The failure is one that needs no question to AWS. One thread; {@link #close} ends it.
 */
public final class Canary implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
    private static final Duration LASTS = Duration.ofSeconds(20);
    private static final String ARN = "arn:aws:ecs:" + Scope.CANARY.region() + ":" + Scope.CANARY.account() + ":";
    private static final String PLACE = Scope.CANARY.cluster().orElseThrow() + "/";
    private static final String SERVICE = Scope.CANARY.service().orElseThrow();

    private final Duration every;
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final Thread thread = new Thread(this::run, "canary");
    private volatile Optional<String> trouble = Optional.empty();

    public Canary(CanaryConfig config, Producer<byte[], byte[]> producer, InstantSource clock) {
        this.every = config.every();
        this.producer = producer;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** Why the newest canary was not sent, if it was not. */
    public Optional<String> check() {
        return trouble;
    }

    private void run() {
        try {
            while (true) {
                send(failure(clock.instant()));
                Thread.sleep(LASTS.toMillis());
                send(recovery(clock.instant()));
                Thread.sleep(every.minus(LASTS).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(AwsEvent event) throws InterruptedException {
        try {
            producer.send(Topics.EVENTS.record(event.key(), event)).get();
            trouble = Optional.empty();
        } catch (ExecutionException e) {
            trouble = Optional.of("the canary could not be sent: " + e.getCause());
            LOG.warn("the canary could not be sent", e.getCause());
        }
    }

    static AwsEvent failure(Instant time) {
        String id = Ids.of(SERVICE, time.toString()) + Ids.of(time.toString(), SERVICE);
        String arn = ARN + "task/" + PLACE + id;
        ObjectNode detail = Json.mapper().createObjectNode();
        detail.put("taskArn", arn)
                .put("clusterArn", ARN + "cluster/" + Scope.CANARY.cluster().orElseThrow())
                .put("taskDefinitionArn", ARN + "task-definition/" + SERVICE + ":1")
                .put("group", "service:" + SERVICE)
                .put("launchType", "FARGATE")
                .put("lastStatus", "STOPPED")
                .put("desiredStatus", "STOPPED")
                .put("stopCode", "EssentialContainerExited")
                .put("stoppedReason", "Essential container in task exited")
                .put("version", 1);
        for (String field : List.of("createdAt", "stoppingAt", "executionStoppedAt", "stoppedAt", "updatedAt")) {
            detail.put(field, time.toString());
        }
        detail.putArray("containers")
                .addObject()
                .put("name", SERVICE)
                .put("lastStatus", "STOPPED")
                .put("exitCode", 137)
                .put("reason", "OutOfMemoryError: Container killed due to memory usage");
        return event(AwsEvent.TASK_STATE, time, arn, detail);
    }

    static AwsEvent recovery(Instant time) {
        ObjectNode detail = Json.mapper().createObjectNode();
        detail.put("eventType", "INFO")
                .put("eventName", "SERVICE_DEPLOYMENT_COMPLETED")
                .put("deploymentId", "ecs-svc/" + time.getEpochSecond())
                .put("updatedAt", time.toString());
        return event(AwsEvent.DEPLOYMENT_STATE, time, ARN + "service/" + PLACE + SERVICE, detail);
    }

    private static AwsEvent event(String type, Instant time, String resource, ObjectNode detail) {
        return new AwsEvent(
                Ids.of(type, time.toString()),
                type,
                new AwsEvent.Origin("aws.ecs", Scope.CANARY.account(), Scope.CANARY.region()),
                time.truncatedTo(ChronoUnit.SECONDS),
                List.of(resource),
                detail);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(5));
    }
}
