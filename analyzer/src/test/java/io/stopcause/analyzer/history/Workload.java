package io.stopcause.analyzer.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What tasks are made of.
 *
 * @param name of the service, or of the family of tasks that no service owns
 * @param containers the essential one first
 * @param balanced whether a load balancer sends requests to it
 * @param deployment the one that starts its tasks, such as {@code ecs-svc/123}
 */
record Workload(
        World world,
        String name,
        boolean service,
        Launch launch,
        List<String> containers,
        boolean balanced,
        int revision,
        String deployment) {

    private static final List<String> NAMES = List.of(
            "checkout", "billing-api", "web", "Search_Indexer", "notify", "inventory", "auth", "reports", "gateway");
    private static final List<String> SIDECARS =
            List.of("envoy", "log_router", "datadog-agent", "xray-daemon", "ecs-service-connect-aB3dE");

    /** Where tasks run. */
    enum Launch {
        FARGATE,
        FARGATE_SPOT,
        BRIDGE,
        AWSVPC,
        EXTERNAL,
        WINDOWS;

        boolean onInstance() {
            return this == BRIDGE || this == AWSVPC || this == EXTERNAL || this == WINDOWS;
        }
    }

    static Workload service(World world, Dice dice) {
        return of(world, dice, true);
    }

    static Workload family(World world, Dice dice) {
        return of(world, dice, false);
    }

    private static Workload of(World world, Dice dice, boolean service) {
        String name = dice.pick(NAMES) + (service ? "" : "-job");
        List<String> containers = new ArrayList<>(List.of(dice.pick(List.of("app", name, "main"))));
        for (int i = dice.between(0, 2); i > 0; i--) {
            String sidecar = dice.pick(SIDECARS);
            if (!containers.contains(sidecar)) {
                containers.add(sidecar);
            }
        }
        return new Workload(
                world,
                name,
                service,
                dice.pick(List.of(Launch.values())),
                containers,
                service && dice.chance(0.5),
                dice.between(1, 90),
                deployment(dice));
    }

    private static String deployment(Dice dice) {
        return "ecs-svc/" + dice.digits(19);
    }

    /** The next revision, deployed anew. */
    Workload next(Dice dice) {
        return new Workload(world, name, service, launch, containers, balanced, revision + 1, deployment(dice));
    }

    /** The former revision, deployed once more. */
    Workload former(Workload before, Dice dice) {
        return new Workload(world, name, service, launch, containers, balanced, before.revision, deployment(dice));
    }

    Workload on(Launch other) {
        return new Workload(world, name, service, other, containers, balanced, revision, deployment);
    }

    String essential() {
        return containers.get(0);
    }

    String serviceArn() {
        return world.within("service", name);
    }

    String definitionArn() {
        return world.arn("task-definition", name + ":" + revision);
    }

    String group() {
        return service ? "service:" + name : "family:" + name;
    }
}
