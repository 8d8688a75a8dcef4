package io.stopcause.analyzer.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Surface;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One task: the states that ECS tells of it, with the fields that they have at that stage, and what its log says. */
final class TaskScript {

    private static final List<String> OPTIONAL = List.of(
            "attachments",
            "attributes",
            "availabilityZone",
            "cpu",
            "memory",
            "platformVersion",
            "ephemeralStorage",
            "enableExecuteCommand",
            "connectivity",
            "connectivityAt",
            "launchType",
            "pullStartedAt",
            "pullStoppedAt");

    private final Tape tape;
    private final Dice dice;
    private final Workload load;
    private final String id;
    private final ObjectNode detail = Tape.object();
    private int version;
    private Instant now;

    TaskScript(Tape tape, Workload load, Instant created) {
        this.tape = tape;
        this.dice = tape.dice();
        this.load = load;
        this.id = dice.hex(32);
        this.now = created;
        outline();
    }

    /**
     * How a task ends.
     *
     * @param code the stop code; empty where ECS gives none
     * @param exits exit code by container; a container that is not named never ran
     * @param reasons by container
     */
    record Ending(String code, String reason, Map<String, Integer> exits, Map<String, String> reasons) {}

    private void outline() {
        World world = load.world();
        detail.put("clusterArn", world.clusterArn())
                .put("taskArn", world.within("task", id))
                .put("taskDefinitionArn", load.definitionArn())
                .put("group", load.group())
                .put("createdAt", now.toString())
                .put("desiredStatus", "RUNNING")
                .put("cpu", "256")
                .put("memory", "512")
                .put("availabilityZone", world.region() + "a")
                .put("enableExecuteCommand", false);
        if (load.service()) {
            detail.put("startedBy", load.deployment());
        }
        switch (load.launch()) {
            case FARGATE -> detail.put("launchType", "FARGATE").put("platformVersion", "1.4.0");
            case FARGATE_SPOT ->
                detail.put("capacityProviderName", "FARGATE_SPOT").put("platformVersion", "1.4.0");
            case EXTERNAL -> detail.put("launchType", "EXTERNAL");
            case BRIDGE, AWSVPC, WINDOWS -> detail.put("launchType", "EC2");
        }
        if (load.launch().onInstance()) {
            detail.put("containerInstanceArn", world.within("container-instance", dice.hex(32)));
        } else {
            detail.putObject("ephemeralStorage").put("sizeInGiB", 20);
        }
        detail.putArray("attributes")
                .addObject()
                .put("name", "ecs.cpu-architecture")
                .put("value", dice.pick(List.of("x86_64", "arm64")));
        ArrayNode overrides = detail.putObject("overrides").putArray("containerOverrides");
        ArrayNode containers = detail.putArray("containers");
        for (String name : load.containers()) {
            overrides.addObject().put("name", name);
            ObjectNode container = containers.addObject();
            container
                    .put("containerArn", world.within("container", id + "/" + dice.hex(8)))
                    .put("lastStatus", "PENDING")
                    .put("name", name)
                    .put("image", world.image(name, load.revision()))
                    .put("taskArn", world.within("task", id))
                    .put("cpu", dice.chance(0.1) ? "null" : "0");
            container.putArray("networkInterfaces");
        }
    }

    Instant now() {
        return now;
    }

    Workload load() {
        return load;
    }

    String id() {
        return id;
    }

    /** From its creation until it is pulled. */
    TaskScript start() {
        tell("PROVISIONING");
        pass(2, 10);
        tell("PENDING");
        detail.put("connectivity", "CONNECTED").put("connectivityAt", now.toString());
        pass(1, 5);
        detail.put("pullStartedAt", now.toString());
        pass(3, 30);
        return this;
    }

    /** From its creation until it runs. */
    TaskScript run() {
        start();
        detail.put("pullStoppedAt", now.toString());
        if (load.balanced()) {
            tell("ACTIVATING");
            pass(5, 40);
        }
        detail.put("startedAt", now.toString());
        containers("RUNNING");
        if (load.launch() == Workload.Launch.BRIDGE) {
            detail.path("containers").forEach(container -> ((ObjectNode) container)
                    .putArray("networkBindings")
                    .addObject()
                    .put("bindIP", "0.0.0.0")
                    .put("containerPort", 8080)
                    .put("hostPort", 8080)
                    .put("protocol", "tcp"));
        }
        tell("RUNNING");
        return this;
    }

    /** Writes lines of a container; time goes on. */
    TaskScript say(String container, List<String> texts) {
        pass(1, 20);
        tape.lines("ecs/" + container + "/" + id, Surface.APP_LOG, now, texts);
        return this;
    }

    TaskScript until(Instant time) {
        now = time.isAfter(now) ? time : now;
        return this;
    }

    /**
     * Ends as told. After an order to stop, the containers need some seconds; when a container ended by itself, ECS
     * stops the others and only then tells of it, so that the execution stopped before the stopping began.
     */
    void end(Ending ending) {
        pass(1, 5);
        detail.put("desiredStatus", "STOPPED").put("stoppedReason", ending.reason);
        if (!ending.code.isEmpty()) {
            detail.put("stopCode", ending.code);
        }
        boolean byItself = ending.code.equals("EssentialContainerExited") || ending.code.equals("TaskFailedToStart");
        boolean forced = ending.exits.containsValue(137);
        if (byItself) {
            detail.put("executionStoppedAt", now.toString());
            boolean sidecarForced = forced && ending.exits.getOrDefault(load.essential(), 0) != 137;
            pass(sidecarForced ? 31 : 8, sidecarForced ? 45 : 25);
            detail.put("stoppingAt", now.toString());
        } else {
            order(forced);
        }
        containers("STOPPED");
        detail.path("containers").forEach(container -> told((ObjectNode) container, ending));
        tell("DEPROVISIONING");
        pass(10, 25);
        detail.put("stoppedAt", now.toString());
        tell("STOPPED");
    }

    private void order(boolean forced) {
        detail.put("stoppingAt", now.toString());
        if (load.balanced()) {
            tell("DEACTIVATING");
            pass(2, 30);
        }
        tell("STOPPING");
        pass(forced ? 31 : 2, forced ? 45 : 25);
        detail.put("executionStoppedAt", now.toString());
    }

    private static void told(ObjectNode container, Ending ending) {
        String name = container.path("name").asText();
        if (ending.exits.containsKey(name)) {
            container.put("exitCode", ending.exits.get(name));
        }
        if (ending.reasons.containsKey(name)) {
            container.put("reason", ending.reasons.get(name));
        }
    }

    private void containers(String status) {
        detail.path("containers").forEach(container -> ((ObjectNode) container).put("lastStatus", status));
    }

    private void pass(int low, int high) {
        now = now.plus(dice.seconds(low, high));
    }

    private void tell(String status) {
        version++;
        detail.put("lastStatus", status).put("version", version).put("updatedAt", now.toString());
        ObjectNode told = detail.deepCopy();
        OPTIONAL.stream().filter(field -> dice.chance(0.04)).forEach(told::remove);
        if (dice.chance(0.03)) {
            told.put("version", Integer.toString(version));
        }
        tape.event(AwsEvent.TASK_STATE, now, detail.path("taskArn").asText(), told);
    }
}
