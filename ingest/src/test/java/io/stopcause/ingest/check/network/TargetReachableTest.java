package io.stopcause.ingest.check.network;

import static io.stopcause.ingest.check.Xml.element;
import static io.stopcause.ingest.check.Xml.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.ingest.check.network.Plan.AclRule;
import io.stopcause.ingest.check.network.Plan.GroupRule;
import io.stopcause.ingest.check.network.Plan.Kind;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way from a load balancer in two public subnets to a task in the private one. */
class TargetReachableTest {

    private static final String ELB = "arn:aws:elasticloadbalancing:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":";
    private static final String GROUP = ELB + "targetgroup/orders/0123456789abcdef";
    private static final String BALANCER = ELB + "loadbalancer/app/shop/2123456789abcdef";

    private final FakeAws aws = FakeAws.start();
    private final Plan plan = Plan.behindNat("1");

    @AfterEach
    void stop() {
        aws.close();
    }

    @BeforeEach
    void drawUp() {
        plan.kind(Kind.FARGATE_ALIVE);
        plan.groups.put("sg-balancer", List.of(new GroupRule(true, "0.0.0.0/0", 0, 65_535)));
        plan.groups.put("sg-task1", List.of(new GroupRule(false, "sg-balancer", 8080, 8080)));
        PlanServer.serve(plan, aws);
        aws.on(
                "DescribeTargetGroups",
                answer(
                        "DescribeTargetGroups",
                        element(
                                "TargetGroups",
                                element(
                                        "member",
                                        element("TargetGroupArn", GROUP)
                                                + element("TargetGroupName", "orders")
                                                + element("VpcId", plan.vpc())
                                                + element("TargetType", "ip")
                                                + element("HealthCheckPort", "traffic-port")
                                                + element("LoadBalancerArns", element("member", BALANCER))))));
        target("10.0.3.17");
        balancer("application", List.of("sg-balancer"));
    }

    private static String answer(String operation, String content) {
        return response(operation, element(operation + "Result", content));
    }

    private void target(String address) {
        aws.on(
                "DescribeTargetHealth",
                answer(
                        "DescribeTargetHealth",
                        element(
                                "TargetHealthDescriptions",
                                element(
                                        "member",
                                        element("Target", element("Id", address) + element("Port", "8080"))))));
    }

    private void balancer(String type, List<String> groups) {
        String zones = plan.subnets.keySet().stream()
                .filter(id -> !id.startsWith("subnet-c"))
                .map(id -> element("member", element("SubnetId", id)))
                .collect(Collectors.joining());
        String members = groups.stream().map(id -> element("member", id)).collect(Collectors.joining());
        aws.on(
                "DescribeLoadBalancers",
                answer(
                        "DescribeLoadBalancers",
                        element(
                                "LoadBalancers",
                                element(
                                        "member",
                                        element("LoadBalancerArn", BALANCER)
                                                + element("LoadBalancerName", "shop")
                                                + element("Type", type)
                                                + element("AvailabilityZones", zones)
                                                + element("SecurityGroups", members)))));
    }

    private Answer ask() {
        return Asked.atOnce(aws, "target-reachable-from-load-balancer", Map.of("targetGroup", GROUP));
    }

    private void assertTold(Outcome outcome, String... words) {
        Answer answer = ask();
        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
        assertThat(answer.explanation()).contains(words);
    }

    @Test
    void theTasksGroupLetsTheLoadBalancerIn() {
        assertTold(Outcome.YES, "sg-task1", "8080");
    }

    @Test
    void theTasksGroupLetsAnotherPortIn() {
        plan.groups.put("sg-task1", List.of(new GroupRule(false, "sg-balancer", 80, 80)));

        assertTold(Outcome.NO, "no rule of sg-task1 (the target 10.0.3.17) lets in port 8080 from shop");
    }

    @Test
    void theLoadBalancersGroupLetsNothingOut() {
        plan.groups.put("sg-balancer", List.of());

        assertTold(Outcome.NO, "no rule of sg-balancer (shop) lets out port 8080");
    }

    @Test
    void aNetworkAclBetweenThem() {
        plan.ownAcl(
                "subnet-c1",
                List.of(
                        new AclRule(100, false, true, "10.0.0.0/16", 8080, 8080),
                        new AclRule(100, true, true, "10.0.0.0/16", 32_768, 65_535)));

        assertTold(Outcome.UNKNOWN, "acl-of-subnet-c1", "only a part");
    }

    @Test
    void oneOfTwoZonesIsNotAll() {
        plan.groups.put("sg-task1", List.of(new GroupRule(false, "10.0.1.0/24", 8080, 8080)));

        assertTold(Outcome.UNKNOWN, "depends on the address");
    }

    @Test
    void aNetworkLoadBalancerMayHaveNoGroups() {
        balancer("network", List.of());
        plan.groups.put("sg-task1", List.of(new GroupRule(false, "10.0.0.0/16", 8080, 8080)));
        assertTold(Outcome.YES, "sg-task1");

        plan.groups.put("sg-task1", List.of(new GroupRule(false, "sg-balancer", 8080, 8080)));
        assertTold(Outcome.NO, "sg-task1");
    }

    @Test
    void anotherKindOfLoadBalancerIsNotJudged() {
        balancer("gateway", List.of());

        assertTold(Outcome.UNKNOWN, "no application or network load balancer");
    }

    @Test
    void aTargetThatIsGoneIsNotJudged() {
        plan.kind(Kind.FARGATE_GONE);

        assertTold(Outcome.UNKNOWN, "10.0.3.17");
    }
}
