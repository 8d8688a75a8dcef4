package io.stopcause.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.history.History.Expected;
import io.stopcause.analyzer.history.TaskScript.Ending;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import io.stopcause.model.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A history in which one thing fails, the way it would show: a service that lived well gets a deployment whose tasks
 * die, a call is refused, a job ends badly. Around it life goes on; some of the stories end well.
 */
final class FailingLife {

    private static final Instant START = Instant.parse("2026-04-12T08:00:00Z");
    private static final Phrases PHRASES = new Phrases();
    private static final Pattern ERROR_CODE = Pattern.compile("\\b(\\w+(?:Exception|Denied)|ServiceUnavailable)\\b");
    private static final Pattern STARTED = Pattern.compile(
            "health.?check|unhealthy|Essential container|OutOfMemory|SIGKILL|exit(?:ed|s)? ", Pattern.CASE_INSENSITIVE);

    private final Tape tape;
    private final Dice dice;
    private final World world;
    private final FailureCase failure;
    private final String text;
    private boolean resolved;

    private FailingLife(FailureCase failure, long seed) {
        this.dice = new Dice(seed);
        this.world = World.of(dice);
        this.tape = new Tape(world, dice);
        this.failure = failure;
        this.text = Phrases.fill(failure.text(), dice);
    }

    /** The history of that case and seed. */
    static History of(FailureCase failure, long seed) {
        FailingLife life = new FailingLife(failure, seed);
        life.play();
        String name = failure.cause() + " on " + failure.way() + ", seed " + seed + ", " + failure.origin();
        Expected expected =
                failure.paged() ? Expected.incident(failure.cause(), life.resolved) : Expected.finding(failure.cause());
        return new History(name, life.tape.events(), life.tape.end(), expected);
    }

    private void play() {
        switch (failure.way()) {
            case "event" -> event();
            case "silence" -> silence();
            case "service.event" -> told();
            case "deployment.event" -> deploymentTold();
            case "api.error" -> refused();
            case "instance.event" -> instance();
            case "agent.log" -> agent();
            default -> tasks();
        }
    }

    private void tasks() {
        if (!failure.paged()) {
            interrupted();
        } else if (dice.chance(0.8)) {
            deployment();
        } else {
            job();
        }
    }

    /** ECS takes a task away for a reason of its own, and another takes its place. */
    private void interrupted() {
        ServiceScript script = living();
        script.replace(new Ending("", text, script.exits(), Map.of())).steady();
    }

    private ServiceScript living() {
        ServiceScript script = new ServiceScript(tape, Workload.service(world, dice), PHRASES, START);
        return script.grow(dice.between(1, 3)).steady().chatter().pass(600, 5400);
    }

    /** A new revision whose tasks die, one after the other; ECS gives it up, a person corrects it, or it goes on. */
    private void deployment() {
        ServiceScript script = living();
        Workload before = script.load();
        script.begin(before.next(dice));
        for (int i = dice.between(2, 5); i > 0; i--) {
            TaskScript task = script.stray();
            die(task);
            script.until(task.now()).pass(5, 200);
        }
        switch (dice.between(0, 3)) {
            case 0 -> rollBack(script, before);
            case 1 -> correct(script);
            case 2 -> script.action("WARN", "SERVICE_TASK_START_IMPAIRED", Tape.object());
            default -> script.chatter();
        }
    }

    private void rollBack(ServiceScript script, Workload before) {
        script.action("WARN", "SERVICE_TASK_START_IMPAIRED", Tape.object());
        script.deployment(
                "ERROR", "SERVICE_DEPLOYMENT_FAILED", "ECS deployment circuit breaker: tasks failed to start.");
        Workload former = script.load().former(before, dice);
        script.deployment(
                "INFO",
                "SERVICE_DEPLOYMENT_IN_PROGRESS",
                "ECS deployment circuit breaker: rolling back to deploymentId " + former.deployment() + ".");
        script.pass(20, 120);
        script.begin(former).grow(1).complete();
        resolved = true;
    }

    private void correct(ServiceScript script) {
        script.deploy(script.load().next(dice)).chatter();
        resolved = true;
    }

    /** A task that no service owns fails, perhaps again the next time; perhaps a later one succeeds. */
    private void job() {
        Workload load = Workload.family(world, dice);
        Instant now = START;
        for (int i = dice.between(1, 2); i > 0; i--) {
            TaskScript task = new TaskScript(tape, load, now);
            die(task);
            now = task.now().plus(dice.seconds(300, 1500));
        }
        if (dice.chance(0.5)) {
            TaskScript task = new TaskScript(tape, load, now).run();
            task.say(load.essential(), PHRASES.some(dice, Phrases.BATCH, 1, 3));
            task.end(new Ending(
                    "EssentialContainerExited", "Essential container in task exited", exits(load, 0), Map.of()));
            resolved = true;
        }
    }

    private Map<String, Integer> exits(Workload load, int essential) {
        Map<String, Integer> exits = new TreeMap<>();
        load.containers()
                .forEach(name ->
                        exits.put(name, name.equals(load.essential()) ? essential : dice.pick(List.of(0, 143))));
        return exits;
    }

    private void die(TaskScript task) {
        Workload load = task.load();
        boolean ofTask = failure.way().equals("task.stoppedReason");
        boolean spoke = failure.way().equals("app.log") || failure.way().equals("exit");
        if (!spoke && !STARTED.matcher(text).find()) {
            String reason = ofTask ? text : "Task failed to start";
            Map<String, String> reasons = ofTask ? Map.of() : Map.of(load.essential(), text);
            task.start().end(new Ending("TaskFailedToStart", reason, Map.of(), reasons));
            return;
        }
        task.run().say(load.essential(), PHRASES.some(dice, Phrases.STARTING, 1, 3));
        if (failure.way().equals("app.log")) {
            task.say(load.essential(), List.of(text));
        }
        task.end(ofTask ? ordered(load) : byItself(load));
    }

    private Ending ordered(Workload load) {
        boolean byItself = text.contains("Essential container");
        return new Ending(
                byItself ? "EssentialContainerExited" : "ServiceSchedulerInitiated",
                text,
                exits(load, byItself ? 1 : 137),
                Map.of());
    }

    /** ECS has been seen to report a container that was killed for memory with exit code 0. */
    private Ending byItself(Workload load) {
        Map<String, String> reasons =
                failure.way().equals("container.reason") ? Map.of(load.essential(), text) : Map.of();
        int code =
                switch (failure.way()) {
                    case "exit" -> Integer.parseInt(text);
                    case "container.reason" -> text.contains("OutOfMemory") ? dice.pick(List.of(0, 137, 137, 137)) : 1;
                    default -> 1;
                };
        return new Ending("EssentialContainerExited", "Essential container in task exited", exits(load, code), reasons);
    }

    private void event() {
        ServiceScript script = living();
        tell(script, script.load().serviceArn());
        script.pass(10, 200).chatter();
    }

    /** Nothing takes it back for longer than the rule waits. */
    private void silence() {
        ServiceScript script = living();
        tell(script, world.within("container-instance", dice.hex(32)));
        script.wait(Duration.ofMinutes(10)).chatter();
    }

    private void tell(ServiceScript script, String resource) {
        ObjectNode envelope = (ObjectNode) Json.read(text, JsonNode.class);
        ObjectNode detail = envelope.withObject("/detail");
        detail.put("clusterArn", world.clusterArn())
                .put("createdAt", script.now().toString());
        if (resource.contains("container-instance")) {
            detail.put("containerInstanceArn", resource);
        }
        tape.event(envelope.path("detail-type").asText(), script.now(), resource, detail);
    }

    /** ECS says it in a message of the service, again after a while. */
    private void told() {
        ServiceScript script = living();
        for (int i = dice.between(1, 3); i > 0; i--) {
            script.message(text).pass(120, 1200);
        }
        if (dice.chance(0.5)) {
            correct(script);
        }
    }

    private void deploymentTold() {
        ServiceScript script = living();
        Workload before = script.load();
        script.begin(before.next(dice)).pass(60, 900);
        boolean back = text.matches("(?is).*roll(?:ing|ed)?.?back.*");
        script.deployment(
                back ? "INFO" : "ERROR", back ? "SERVICE_DEPLOYMENT_IN_PROGRESS" : "SERVICE_DEPLOYMENT_FAILED", text);
        if (dice.chance(0.5)) {
            script.begin(script.load().former(before, dice)).grow(1).complete();
            resolved = true;
        }
    }

    /** A call that the API refuses. */
    private void refused() {
        ServiceScript script = living();
        Matcher code = ERROR_CODE.matcher(text);
        ObjectNode call = Tape.object();
        call.put("eventSource", "ecs.amazonaws.com")
                .put("eventName", dice.pick(List.of("CreateService", "UpdateService")))
                .put("errorCode", code.find() ? code.group(1) : "ClientException")
                .put("errorMessage", text);
        call.putObject("requestParameters")
                .put("cluster", world.cluster())
                .put("service", script.load().name());
        tape.event(AwsEvent.API_CALL, script.now(), script.load().serviceArn(), call);
        script.pass(300, 900);
        if (dice.chance(0.5)) {
            correct(script);
        }
    }

    private void instance() {
        ServiceScript script = living();
        String arn = world.within("container-instance", dice.hex(32));
        ObjectNode detail = Tape.object()
                .put("agentConnected", true)
                .put("clusterArn", world.clusterArn())
                .put("containerInstanceArn", arn)
                .put("status", "ACTIVE")
                .put("statusReason", text);
        tape.event(AwsEvent.INSTANCE_STATE, script.now(), arn, detail);
        script.pass(10, 60).chatter();
    }

    /** The agent says it at each attempt. */
    private void agent() {
        ServiceScript script = living();
        String stream = "ecs-agent-" + dice.hex(8);
        Instant time = script.now();
        tape.lines(stream, Surface.AGENT_LOG, time, PHRASES.some(dice, Phrases.AGENT, 1, 3));
        for (int i = 0; i < 3; i++) {
            tape.lines(stream, Surface.AGENT_LOG, time.plus(Duration.ofSeconds(20 + 60L * i)), List.of(text));
        }
        script.wait(Duration.ofMinutes(5)).chatter();
    }
}
