package io.stopcause.ingest.check.balancer;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * Do the target groups and listener rules of a service fit together? A call that was refused may have named others, so that
 * finding no fault proves nothing.
 */
final class ListenerLook {

    private final Account account;
    private final Service service;
    private final TaskDefinition definition;

    private ListenerLook(Account account, Service service, TaskDefinition definition) {
        this.account = account;
        this.service = service;
        this.definition = definition;
    }

    static Seen at(About about, Account account) {
        Service service = Ecs.service(about, account);
        if (service.loadBalancers().isEmpty()) {
            throw new NotSeenException("The service " + service.serviceName() + " has no load balancer by now.");
        }
        ListenerLook look = new ListenerLook(account, service, Ecs.definition(about, account));
        return service.loadBalancers().stream()
                .flatMap(each -> look.fault(each).stream())
                .findFirst()
                .map(Seen::no)
                .orElseGet(() -> Seen.unknown("What the service " + service.serviceName() + " has of target groups and"
                        + " listener rules fits together; the refused call may have named others."));
    }

    private Optional<String> fault(LoadBalancer balancer) {
        if (balancer.targetGroupArn() == null) {
            return Optional.empty();
        }
        Optional<AdvancedConfiguration> pair = Optional.ofNullable(balancer.advancedConfiguration());
        return Stream.concat(
                        Stream.of(balancer.targetGroupArn()),
                        pair.map(AdvancedConfiguration::alternateTargetGroupArn).stream())
                .flatMap(arn -> ofGroup(arn).stream())
                .findFirst()
                .or(() -> pair.flatMap(each -> ofRule(balancer.targetGroupArn(), each)));
    }

    private Optional<String> ofGroup(String arn) {
        Optional<TargetGroup> found = Balancers.find(arn, account);
        if (found.isEmpty()) {
            return Optional.of(
                    "There is no target group " + arn + ", which the service " + service.serviceName() + " names.");
        }
        TargetGroup group = found.get();
        boolean awsvpc = definition.networkMode() == NetworkMode.AWSVPC;
        if (awsvpc != (group.targetType() == TargetTypeEnum.IP)) {
            return Optional.of("The target group " + group.targetGroupName() + " takes targets of type "
                    + group.targetTypeAsString() + ", but " + definition.family() + ":" + definition.revision()
                    + " has the network mode "
                    + Optional.ofNullable(definition.networkModeAsString()).orElse("bridge")
                    + ", which needs " + (awsvpc ? "ip" : "instance") + ".");
        }
        return group.loadBalancerArns().isEmpty()
                ? Optional.of("No listener uses the target group " + group.targetGroupName() + ".")
                : Optional.empty();
    }

    /** Of a pair, the production rule has to know both. */
    private Optional<String> ofRule(String first, AdvancedConfiguration pair) {
        String rule = pair.productionListenerRule();
        if (rule == null || pair.alternateTargetGroupArn() == null || !rule.contains(":listener-rule/")) {
            return Optional.empty();
        }
        try {
            Set<String> known = account
                    .call(
                            Api.LOAD_BALANCING,
                            "DescribeRules",
                            ElasticLoadBalancingV2Client::describeRules,
                            DescribeRulesRequest.builder().ruleArns(rule).build())
                    .rules()
                    .stream()
                    .flatMap(each -> each.actions().stream())
                    .filter(each -> each.forwardConfig() != null)
                    .flatMap(each -> each.forwardConfig().targetGroups().stream())
                    .map(each -> each.targetGroupArn())
                    .collect(Collectors.toSet());
            return Stream.of(first, pair.alternateTargetGroupArn())
                    .filter(arn -> !known.contains(arn))
                    .findFirst()
                    .map(arn -> "The production rule " + rule + " does not forward to " + arn + ".");
        } catch (RuleNotFoundException e) {
            return Optional.of("There is no listener rule " + rule + ", which the service names for production.");
        }
    }
}
