package io.stopcause.analyzer.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.history.History.Expected;
import io.stopcause.analyzer.history.TaskScript.Ending;
import io.stopcause.analyzer.history.Workload.Launch;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Histories in which nothing is wrong: a few services and jobs, each with some acts of ordinary life. */
public final class HealthyLife {

    private static final Instant START = Instant.parse("2026-04-12T08:00:00Z");
    private static final Phrases PHRASES = new Phrases();

    private final Tape tape;
    private final Dice dice;
    private final World world;
    private final List<String> told = new ArrayList<>();

    private HealthyLife(long seed) {
        this.dice = new Dice(seed);
        this.world = World.of(dice);
        this.tape = new Tape(world, dice);
    }

    /** The history of that seed. */
    public static History of(long seed) {
        HealthyLife life = new HealthyLife(seed);
        life.service();
        if (life.dice.chance(0.3)) {
            life.service();
        }
        if (life.dice.chance(0.5)) {
            life.batch();
        }
        String name = "healthy history, seed " + seed + ": " + String.join(", ", life.told);
        return new History(name, life.tape.events(), life.tape.end(), Expected.nothing());
    }

    /** An act by its name. */
    private record Act(String name, Consumer<ServiceScript> play) {}

    private List<Act> acts() {
        return List.of(
                new Act(
                        "rolling deployment",
                        script -> script.deploy(script.load().next(dice))),
                new Act("scale-out", script -> script.grow(dice.between(1, 3)).steady()),
                new Act("scale-in", script -> script.shrink(dice.between(1, 2)).steady()),
                new Act("chatter", ServiceScript::chatter),
                new Act("Spot interruption", this::spot),
                new Act("Fargate retirement", this::retirement),
                new Act("stop by a person", this::userStop),
                new Act("agent reconnects", this::agentReconnects),
                new Act("instance drained", this::draining),
                new Act("blue/green", this::blueGreen),
                new Act("daemon", this::daemon),
                new Act("quiet events", this::quietEvents),
                new Act(
                        "steady states",
                        script -> script.steady().wait(Duration.ofHours(6)).steady()));
    }

    private void service() {
        Workload load = Workload.service(world, dice);
        ServiceScript script = new ServiceScript(tape, load, PHRASES, START.plus(dice.seconds(0, 7200)));
        script.grow(dice.between(1, 3)).steady();
        for (int i = dice.between(1, 3); i > 0; i--) {
            Act act = dice.pick(acts());
            told.add(act.name);
            act.play.accept(script);
            if (script.size() == 0) {
                script.grow(1).steady();
            }
            script.pass(60, 1800);
        }
    }

    /** One-shot and scheduled tasks. */
    private void batch() {
        Workload load = Workload.family(world, dice);
        Instant now = START;
        for (int i = dice.between(1, 4); i > 0; i--) {
            told.add("one-shot");
            TaskScript task = new TaskScript(tape, load, now).run();
            task.say(load.essential(), PHRASES.some(dice, Phrases.BATCH, 1, 4));
            Map<String, Integer> exits = new TreeMap<>();
            load.containers()
                    .forEach(name ->
                            exits.put(name, name.equals(load.essential()) ? 0 : dice.pick(List.of(0, 137, 143))));
            task.until(task.now().plus(dice.seconds(10, 900)))
                    .end(new Ending("EssentialContainerExited", "Essential container in task exited", exits, Map.of()));
            now = now.plus(dice.seconds(1800, 7200));
        }
    }

    private void spot(ServiceScript script) {
        if (script.load().launch() == Launch.FARGATE_SPOT) {
            String code = dice.chance(0.7) ? "SpotInterruption" : "";
            script.replace(new Ending(code, "Your Spot Task was interrupted.", script.exits(), Map.of()))
                    .steady();
        } else {
            String instance = "i-0" + dice.hex(16);
            tape.event(
                    "aws.ec2",
                    "EC2 Spot Instance Interruption Warning",
                    script.now(),
                    "arn:aws:ec2:" + world.region() + "a:instance/" + instance,
                    Tape.object().put("instance-id", instance).put("instance-action", "terminate"));
            script.pass(5, 60).grow(1).shrink(1).steady();
        }
    }

    private void retirement(ServiceScript script) {
        String code = dice.pick(List.of("ServiceSchedulerInitiated", "TerminationNotice", ""));
        script.replace(new Ending(
                        code,
                        "ECS is performing maintenance on the underlying infrastructure hosting the task.",
                        script.exits(),
                        Map.of()))
                .steady();
    }

    private void userStop(ServiceScript script) {
        script.replace(new Ending("UserInitiated", "Task stopped by user", script.exits(), Map.of()))
                .steady();
    }

    private void agentReconnects(ServiceScript script) {
        String instance = world.within("container-instance", dice.hex(32));
        instance(script.now(), instance, false, "ACTIVE");
        tape.lines(
                "ecs-agent-" + dice.hex(6), Surface.AGENT_LOG, script.now(), PHRASES.some(dice, Phrases.AGENT, 1, 4));
        script.pass(20, 200);
        instance(script.now(), instance, true, "ACTIVE");
    }

    private void draining(ServiceScript script) {
        String instance = world.within("container-instance", dice.hex(32));
        instance(script.now(), instance, true, "DRAINING");
        script.pass(5, 30).grow(1).shrink(1).steady();
        if (dice.chance(0.5)) {
            instance(script.now(), instance, true, "ACTIVE");
        }
    }

    private void instance(Instant time, String arn, boolean connected, String status) {
        ObjectNode detail = Tape.object();
        detail.put("agentConnected", connected)
                .put("clusterArn", world.clusterArn())
                .put("containerInstanceArn", arn)
                .put("ec2InstanceId", "i-0" + dice.hex(16))
                .put("status", status)
                .put("version", dice.between(2, 900))
                .put("updatedAt", time.toString());
        detail.putArray("attributes");
        detail.putObject("versionInfo").put("agentVersion", "1.86.0").put("dockerVersion", "DockerVersion: 25.0.3");
        tape.event(AwsEvent.INSTANCE_STATE, time, arn, detail);
    }

    /** Two task sets of an external deployment controller: the old one is drained when the new one is steady. */
    private void blueGreen(ServiceScript script) {
        int blue = script.size();
        script.begin(script.load().next(dice)).grow(Math.max(1, blue));
        script.action("INFO", "TASKSET_STEADY_STATE", taskSets(script)).pass(60, 600);
        if (dice.chance(0.5)) {
            hook(script);
        }
        script.shrink(blue).complete();
    }

    private ObjectNode taskSets(ServiceScript script) {
        ObjectNode more = Tape.object();
        more.putArray("taskSetArns")
                .add(world.within(
                        "task-set", script.load().name() + "/" + script.load().deployment()));
        return more;
    }

    private void hook(ServiceScript script) {
        ObjectNode detail = Tape.object()
                .put("eventType", "INFO")
                .put("eventName", dice.pick(List.of("HOOK_IN_PROGRESS", "HOOK_AWAITING_ACTION", "HOOK_SUCCEEDED")))
                .put("hookId", "ecs-pause-" + dice.hex(20))
                .put("clusterArn", world.clusterArn())
                .put("serviceArn", script.load().serviceArn())
                .put("lifecycleStage", "POST_TEST_TRAFFIC_SHIFT")
                .put("updatedAt", script.now().toString());
        tape.event("ECS Hook State Change", script.now(), script.load().serviceArn(), detail);
    }

    /** A daemon service gets one task on each new instance and loses it with the instance. */
    private void daemon(ServiceScript script) {
        String instance = world.within("container-instance", dice.hex(32));
        instance(script.now(), instance, true, "ACTIVE");
        script.grow(1).chatter();
        instance(script.now(), instance, true, "DRAINING");
        script.shrink(1).steady();
    }

    private void quietEvents(ServiceScript script) {
        script.action("INFO", "CAPACITY_PROVIDER_STEADY_STATE", Tape.object());
        script.message("(service " + script.load().name()
                + ") registered 1 targets in (target-group arn:aws:elasticloadbalancing:" + world.region() + ":"
                + world.account() + ":targetgroup/" + script.load().name() + "/" + dice.hex(16) + ")");
        script.message("(service " + script.load().name() + ") has begun draining connections on 1 tasks.");
        String instance = world.within("container-instance", dice.hex(32));
        ObjectNode health = Tape.object()
                .put("clusterArn", world.clusterArn())
                .put("containerInstanceArn", instance)
                .put("overallStatus", "OK");
        health.putArray("healthChecks")
                .addObject()
                .put("type", "CONTAINER_RUNTIME")
                .put("status", "OK")
                .putNull("statusReason");
        tape.event("ECS Container Instance Health Change", script.now(), instance, health);
        tape.event(
                "aws.ecr",
                "ECR Image Action",
                script.now(),
                "",
                Tape.object()
                        .put("action-type", "PUSH")
                        .put("result", "SUCCESS")
                        .put("repository-name", script.load().name())
                        .put("image-tag", String.valueOf(script.load().revision())));
    }
}
