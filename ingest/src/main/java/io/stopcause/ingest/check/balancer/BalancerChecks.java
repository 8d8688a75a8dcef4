package io.stopcause.ingest.check.balancer;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.NetworkChecks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** What can be asked of load balancers. */
public final class BalancerChecks {

    public static final List<Check> ALL = List.of(
            new Check(
                    "target-group-exists",
                    "Does the target group exist?",
                    Set.of(Balancers.DESCRIBE_TARGET_GROUPS),
                    BalancerChecks::exists),
            new Check(
                    "target-group-attached",
                    "Does a load balancer use the target group?",
                    Set.of(Balancers.DESCRIBE_TARGET_GROUPS),
                    BalancerChecks::attached),
            new Check(
                    "targets-are-healthy",
                    "Do the targets pass the load balancer's health checks?",
                    Set.of(Balancers.DESCRIBE_TARGET_GROUPS, Balancers.DESCRIBE_TARGET_HEALTH),
                    BalancerChecks::healthy),
            new Check(
                    "health-check-accepts-status",
                    "Does the health check take the status for healthy?",
                    Set.of(Balancers.DESCRIBE_TARGET_GROUPS),
                    StatusLook::at),
            new Check(
                    "target-reachable-from-load-balancer",
                    "Is there a way from the load balancer to the port of its targets?",
                    NetworkChecks.union(List.of(
                            Set.of(Balancers.DESCRIBE_TARGET_GROUPS, Balancers.DESCRIBE_TARGET_HEALTH),
                            NetworkChecks.TARGET_ACTIONS)),
                    TargetLook::at),
            new Check(
                    "service-has-load-balancer",
                    "Is the service behind a load balancer?",
                    Set.of(Ecs.DESCRIBE_SERVICES),
                    BalancerChecks::hasLoadBalancer),
            new Check(
                    "listener-fits-deployment",
                    "Do the target groups and listener rules of the service fit together?",
                    NetworkChecks.union(List.of(
                            Set.of(Balancers.DESCRIBE_TARGET_GROUPS, "elasticloadbalancing:DescribeRules"),
                            Ecs.DEFINITION)),
                    ListenerLook::at),
            new Check(
                    "container-and-port-defined",
                    "Does the task definition have the container and the port that the service names?",
                    Ecs.DEFINITION,
                    BalancerChecks::containerAndPort));

    /** Reasons that tell of a health check; others tell of targets that are no longer, or not yet, in use. */
    private static final Set<TargetHealthReasonEnum> FAILED_CHECK = Set.of(
            TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS,
            TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH,
            TargetHealthReasonEnum.TARGET_TIMEOUT,
            TargetHealthReasonEnum.TARGET_HEALTH_CHECK_DISABLED);

    private BalancerChecks() {}

    private static Seen exists(About about, Account account) {
        String name = Balancers.name(about);
        return Balancers.find(name, account)
                .map(group -> Seen.yes("The target group " + name + " exists."))
                .orElseGet(() -> Seen.no("There is no target group " + name + "."));
    }

    private static Seen attached(About about, Account account) {
        TargetGroup group = Balancers.named(about, account);
        return group.loadBalancerArns().isEmpty()
                ? Seen.no("No load balancer uses the target group " + group.targetGroupName() + ".")
                : Seen.yes("The target group " + group.targetGroupName() + " is used by "
                        + String.join(", ", group.loadBalancerArns()) + ".");
    }

    /** Healthy targets of today do not make up for those that were taken away; so only sick ones decide. */
    private static Seen healthy(About about, Account account) {
        TargetGroup group = Balancers.named(about, account);
        List<TargetHealthDescription> all = Balancers.health(group, account);
        List<String> sick = all.stream()
                .filter(each -> each.targetHealth() != null
                        && each.targetHealth().state() == TargetHealthStateEnum.UNHEALTHY
                        && FAILED_CHECK.contains(each.targetHealth().reason()))
                .map(each -> each.target().id() + " on port " + each.target().port() + " ("
                        + Optional.ofNullable(each.targetHealth().description())
                                .orElse(each.targetHealth().reasonAsString())
                        + ")")
                .toList();
        if (!sick.isEmpty()) {
            return Seen.no("Of " + all.size() + " targets in " + group.targetGroupName() + ", "
                            + (sick.size() == 1 ? "1 fails" : sick.size() + " fail") + " the health check: "
                            + sick.stream().limit(3).collect(Collectors.joining(", ")) + ".")
                    .with("targetHealth", sick.get(0));
        }
        return Seen.unknown("No target of " + group.targetGroupName() + " fails the health check by now (" + all.size()
                + " registered), which does not say what those did that are gone.");
    }

    private static Seen hasLoadBalancer(About about, Account account) {
        Service service = Ecs.service(about, account);
        if (!service.loadBalancers().isEmpty()) {
            return Seen.yes("The service " + service.serviceName() + " is behind a load balancer, which learns each"
                    + " task's port.");
        }
        boolean meshed = service.deployments().stream()
                .anyMatch(each -> each.serviceConnectConfiguration() != null
                        && Boolean.TRUE.equals(
                                each.serviceConnectConfiguration().enabled()));
        return meshed || !service.serviceRegistries().isEmpty()
                ? Seen.unknown("The service " + service.serviceName() + " is behind no load balancer, but callers can"
                        + " learn its ports by service discovery.")
                : Seen.no("The service " + service.serviceName() + " is behind no load balancer and in no service"
                        + " discovery: nobody learns which port a task got.");
    }

    private static Seen containerAndPort(About about, Account account) {
        String name = about.need("container");
        String port = about.need("port");
        TaskDefinition definition = Ecs.definition(about, account);
        String revision = definition.family() + ":" + definition.revision();
        Optional<ContainerDefinition> container = definition.containerDefinitions().stream()
                .filter(each -> name.equals(each.name()))
                .findFirst();
        if (container.isEmpty()) {
            String others = definition.containerDefinitions().stream()
                    .map(ContainerDefinition::name)
                    .collect(Collectors.joining(", "));
            if (others.isEmpty()) {
                throw NotSeenException.absurd("ecs:DescribeTaskDefinition");
            }
            return Seen.no("The task definition " + revision + " has no container " + name + ", only " + others + ".")
                    .with("containers", others);
        }
        List<String> ports = container.get().portMappings().stream()
                .map(each -> String.valueOf(each.containerPort()))
                .toList();
        if (ports.contains(port)) {
            return Seen.yes(
                    "In the task definition " + revision + ", the container " + name + " maps port " + port + ".");
        }
        return Seen.no("In the task definition " + revision + ", the container " + name + " maps "
                        + (ports.isEmpty() ? "no port" : "only " + String.join(", ", ports)) + ", not " + port + ".")
                .with("ports", String.join(", ", ports));
    }
}
