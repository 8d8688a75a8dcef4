package io.stopcause.notifier.receiver.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import io.stopcause.model.Json;
import io.stopcause.model.Scope;
import io.stopcause.notifier.receiver.Orders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a task of its own service fail every so often, and the service recover: as events of ECS, in the topic where
 * ingest puts the real ones. The failure is one that needs no question to AWS. It fails at times that follow from the
 * clock alone, so that of several processes each sends the same events, which the analyzer takes as one. One thread;
 * {@link #close} ends it.
 */
final class Canary implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
    private static final Duration LASTS = Duration.ofSeconds(20);
    private static final String ARN = "arn:aws:ecs:" + Scope.CANARY.region() + ":" + Scope.CANARY.account() + ":";
    private static final String PLACE = Scope.CANARY.cluster().orElseThrow() + "/";
    private static final String SERVICE = Scope.CANARY.service().orElseThrow();

    private final Duration every;
    private final Orders orders;
    private final InstantSource clock;
    private final Thread thread = new Thread(this::run, "canary");
    private volatile Optional<String> trouble = Optional.empty();

    Canary(Duration every, Orders orders, InstantSource clock) {
        this.every = every;
        this.orders = orders;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /** Why the newest canary was not sent, if it was not. */
    Optional<String> check() {
        return trouble;
    }

    private void run() {
        try {
            for (Instant due = first(every, clock.instant()); true; due = due.plus(every)) {
                await(due);
                send(failure(due));
                await(due.plus(LASTS));
                send(recovery(due.plus(LASTS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first time not before now that is a multiple of the interval. */
    static Instant first(Duration every, Instant now) {
        long length = every.toMillis();
        return Instant.ofEpochMilli(-Math.floorDiv(-now.toEpochMilli(), length) * length);
    }

    private void await(Instant time) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(clock.instant(), time).toMillis()));
    }

    private void send(AwsEvent event) {
        try {
            orders.invent(event);
            trouble = Optional.empty();
        } catch (Orders.RefusedException e) {
            trouble = Optional.of("the canary could not be sent: " + e.getMessage());
            LOG.warn("the canary could not be sent: {}", e.getMessage());
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
    }
}
