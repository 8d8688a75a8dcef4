package io.stopcause.analyzer.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.history.TaskScript.Ending;
import io.stopcause.model.AwsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service: its tasks, its deployments, and what ECS says of it. */
final class ServiceScript {

    private final Tape tape;
    private final Dice dice;
    private final Phrases phrases;
    private final List<TaskScript> running = new ArrayList<>();
    private Workload load;
    private Instant now;

    ServiceScript(Tape tape, Workload load, Phrases phrases, Instant start) {
        this.tape = tape;
        this.dice = tape.dice();
        this.load = load;
        this.phrases = phrases;
        this.now = start;
    }

    Instant now() {
        return now;
    }

    Workload load() {
        return load;
    }

    int size() {
        return running.size();
    }

    ServiceScript pass(int low, int high) {
        now = now.plus(dice.seconds(low, high));
        return this;
    }

    /** So many more tasks, with their ordinary first words. */
    ServiceScript grow(int count) {
        for (int i = 0; i < count; i++) {
            pass(1, 6);
            TaskScript task = new TaskScript(tape, load, now).run();
            task.say(load.essential(), phrases.some(dice, Phrases.STARTING, 1, 3));
            running.add(task);
            message("(service " + load.name() + ") has started 1 tasks: (task " + task.id() + ").");
        }
        pass(45, 90);
        return this;
    }

    /** Ordinary lines of all tasks. */
    ServiceScript chatter() {
        for (TaskScript task : running) {
            task.until(now).say(dice.pick(load.containers()), phrases.some(dice, Phrases.LIVING, 1, 4));
        }
        return pass(20, 300);
    }

    /** Takes tasks away, as a scale-in or a deployment does. */
    ServiceScript shrink(int count) {
        String reason = dice.pick(List.of(
                "Scaling activity initiated by (deployment " + load.deployment() + ")",
                "Scaling activity initiated by deployment " + load.deployment()));
        for (int i = 0; i < count && !running.isEmpty(); i++) {
            TaskScript task = running.remove(0);
            task.until(now);
            if (dice.chance(0.6)) {
                task.say(load.essential(), phrases.some(dice, Phrases.STOPPING, 1, 3));
            }
            task.end(new Ending("ServiceSchedulerInitiated", reason, exits(), Map.of()));
        }
        message("(service " + load.name() + ") has stopped " + count + " running tasks: (task " + dice.hex(32) + ").");
        return pass(10, 60);
    }

    /** Exit codes of a stop that was asked for: heeded, by its default, or only by force. */
    Map<String, Integer> exits() {
        Map<String, Integer> exits = new TreeMap<>();
        load.containers().forEach(name -> exits.put(name, dice.pick(List.of(0, 0, 143, 143, 137))));
        return exits;
    }

    /** Ends one task and starts another in its place. */
    ServiceScript replace(Ending ending) {
        running.remove(0).until(now).end(ending);
        pass(2, 20);
        return grow(1);
    }

    /** A deployment that works. */
    ServiceScript deploy(Workload next) {
        int count = Math.max(1, running.size());
        begin(next);
        grow(count);
        shrink(running.size() - count);
        return complete();
    }

    ServiceScript begin(Workload next) {
        load = next;
        ObjectNode call = Tape.object();
        call.put("eventSource", "ecs.amazonaws.com").put("eventName", "UpdateService");
        call.putObject("requestParameters")
                .put("cluster", load.world().cluster())
                .put("service", load.name())
                .put("taskDefinition", load.name() + ":" + load.revision());
        call.putObject("responseElements");
        tape.event(AwsEvent.API_CALL, now, load.serviceArn(), call);
        deployment("INFO", "SERVICE_DEPLOYMENT_IN_PROGRESS", "ECS deployment " + load.deployment() + " in progress.");
        return pass(1, 10);
    }

    ServiceScript complete() {
        deployment("INFO", "SERVICE_DEPLOYMENT_COMPLETED", "ECS deployment " + load.deployment() + " completed.");
        return steady();
    }

    ServiceScript deployment(String type, String name, String reason) {
        ObjectNode detail = Tape.object()
                .put("eventType", type)
                .put("eventName", name)
                .put("deploymentId", load.deployment())
                .put("updatedAt", now.toString())
                .put("reason", reason);
        tape.event(AwsEvent.DEPLOYMENT_STATE, now, load.serviceArn(), detail);
        return pass(1, 5);
    }

    ServiceScript steady() {
        action("INFO", "SERVICE_STEADY_STATE", Tape.object());
        if (dice.chance(0.5)) {
            message("(service " + load.name() + ") has reached a steady state.");
        }
        return pass(5, 60);
    }

    ServiceScript action(String type, String name, ObjectNode more) {
        ObjectNode detail = Tape.object()
                .put("eventType", type)
                .put("eventName", name)
                .put("clusterArn", load.world().clusterArn())
                .put("createdAt", now.toString());
        detail.setAll(more);
        tape.event(AwsEvent.SERVICE_ACTION, now, load.serviceArn(), detail);
        return pass(1, 5);
    }

    /** One of the messages that {@code describe-services} lists. */
    ServiceScript message(String text) {
        return action(
                "INFO", "SERVICE_MESSAGE", Tape.object().put("reason", text).put("message", text));
    }

    /** A task of this service that does not join the running ones. */
    TaskScript stray() {
        pass(2, 20);
        return new TaskScript(tape, load, now);
    }

    ServiceScript until(Instant time) {
        now = time.isAfter(now) ? time : now;
        return this;
    }

    ServiceScript wait(Duration time) {
        now = now.plus(time);
        return this;
    }
}
