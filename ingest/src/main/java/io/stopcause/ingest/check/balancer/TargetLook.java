package io.stopcause.ingest.check.balancer;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.Targets;
import io.stopcause.ingest.check.network.Targets.Balancer;
import io.stopcause.ingest.check.network.Targets.Target;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Is there a way from the load balancer to the port of its targets? */
final class TargetLook {

    private static final String TRAFFIC_PORT = "traffic-port";

    private TargetLook() {}

    static Seen at(About about, Account account) {
        TargetGroup group = Balancers.named(about, account);
        Balancer balancer = balancer(group, account);
        List<Target> targets = Balancers.health(group, account).stream()
                .filter(each -> each.target() != null
                        && each.target().id() != null
                        && each.target().port() != null)
                .sorted((one, other) -> Boolean.compare(isHealthy(one), isHealthy(other)))
                .map(each -> new Target(
                        each.target().id(),
                        group.targetType() == TargetTypeEnum.INSTANCE,
                        TRAFFIC_PORT.equals(group.healthCheckPort()) || group.healthCheckPort() == null
                                ? each.target().port()
                                : Integer.parseInt(group.healthCheckPort())))
                .toList();
        if (targets.isEmpty()) {
            throw new NotSeenException("No target is registered in " + group.targetGroupName()
                    + " by now, so that there is nothing to find a way to.");
        }
        return Targets.reach(balancer, targets.get(0), account);
    }

    private static boolean isHealthy(TargetHealthDescription target) {
        return target.targetHealth() != null && target.targetHealth().state() == TargetHealthStateEnum.HEALTHY;
    }

    private static Balancer balancer(TargetGroup group, Account account) {
        if (group.loadBalancerArns().isEmpty() || group.vpcId() == null) {
            throw new NotSeenException("No load balancer uses the target group " + group.targetGroupName() + ".");
        }
        LoadBalancer balancer = account
                .call(
                        Api.LOAD_BALANCING,
                        "DescribeLoadBalancers",
                        ElasticLoadBalancingV2Client::describeLoadBalancers,
                        DescribeLoadBalancersRequest.builder()
                                .loadBalancerArns(group.loadBalancerArns().get(0))
                                .build())
                .loadBalancers()
                .stream()
                .filter(each ->
                        each.type() == LoadBalancerTypeEnum.APPLICATION || each.type() == LoadBalancerTypeEnum.NETWORK)
                .findFirst()
                .orElseThrow(() -> new NotSeenException(
                        group.loadBalancerArns().get(0) + " is no application or network load balancer."));
        Set<String> subnets = balancer.availabilityZones().stream()
                .map(each -> each.subnetId())
                .collect(Collectors.toSet());
        return new Balancer(balancer.loadBalancerName(), group.vpcId(), subnets, Set.copyOf(balancer.securityGroups()));
    }
}
