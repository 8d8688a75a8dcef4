package io.stopcause.ingest.check.balancer;

import static io.stopcause.ingest.check.Xml.element;
import static io.stopcause.ingest.check.Xml.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What load balancers are asked, each with what confirms, what refutes and what decides nothing. */
class BalancerChecksTest {

    private static final String ELB = "arn:aws:elasticloadbalancing:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":";
    private static final String GROUP = ELB + "targetgroup/orders/0123456789abcdef";
    private static final String OTHER = ELB + "targetgroup/orders-green/1123456789abcdef";
    private static final String BALANCER = ELB + "loadbalancer/app/shop/2123456789abcdef";
    private static final String RULE = ELB + "listener-rule/app/shop/2123456789abcdef/33/44";

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private Answer ask(String check, Map<String, String> about) {
        return Asked.atOnce(aws, check, about);
    }

    private Answer askOfGroup(String check) {
        return ask(check, Map.of("targetGroup", GROUP));
    }

    private static String members(String list, List<String> contents) {
        return element(
                list,
                String.join(
                        "",
                        contents.stream().map(each -> element("member", each)).toList()));
    }

    private static String answer(String operation, String content) {
        return response(operation, element(operation + "Result", content));
    }

    private static String group(String arn, String type, List<String> balancers, String accepted) {
        return element("TargetGroupArn", arn)
                + element("TargetGroupName", arn.contains("green") ? "orders-green" : "orders")
                + element("VpcId", "vpc-1")
                + element("TargetType", type)
                + element("HealthCheckPort", "traffic-port")
                + element("HealthCheckPath", "/health")
                + element("HealthCheckProtocol", accepted.isEmpty() ? "TCP" : "HTTP")
                + (accepted.isEmpty() ? "" : element("Matcher", element("HttpCode", accepted)))
                + members("LoadBalancerArns", balancers);
    }

    private void groups(String type, List<String> balancers, String accepted) {
        aws.on(
                "DescribeTargetGroups",
                request -> FakeAws.ok(answer(
                        "DescribeTargetGroups",
                        members(
                                "TargetGroups",
                                List.of(group(
                                        request.body().contains("green") ? OTHER : GROUP,
                                        type,
                                        balancers,
                                        accepted))))));
    }

    private void noGroup() {
        aws.on("DescribeTargetGroups", FakeAws.error("TargetGroupNotFound", "One or more target groups not found"));
    }

    private void health(String state, String reason) {
        aws.on(
                "DescribeTargetHealth",
                answer(
                        "DescribeTargetHealth",
                        members(
                                "TargetHealthDescriptions",
                                List.of(element("Target", element("Id", "10.0.3.17") + element("Port", "8080"))
                                        + element(
                                                "TargetHealth",
                                                element("State", state) + element("Reason", reason))))));
    }

    private void service(String loadBalancers, String more) {
        aws.on(
                "DescribeServices",
                "{\"services\":[{\"serviceName\":\"orders\",\"taskDefinition\":\"orders:7\",\"loadBalancers\":["
                        + loadBalancers + "]" + more + "}]}");
    }

    private void definition(String networkMode) {
        aws.on(
                "DescribeTaskDefinition",
                "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7,\"networkMode\":\"" + networkMode
                        + "\",\"containerDefinitions\":[{\"name\":\"web\",\"portMappings\":[{\"containerPort\":8080}]},"
                        + "{\"name\":\"mesh\"}]}}");
    }

    @Test
    void aTargetGroupExistsOrNot() {
        groups("ip", List.of(BALANCER), "200");
        assertThat(askOfGroup("target-group-exists").outcome()).isEqualTo(Outcome.YES);

        noGroup();
        Answer gone = askOfGroup("target-group-exists");
        assertThat(gone.outcome()).isEqualTo(Outcome.NO);
        assertThat(gone.explanation()).contains(GROUP);
    }

    @Test
    void whatIsNoTargetGroupIsNotLookedFor() {
        Answer answer = ask("target-group-exists", Map.of("targetGroup", BALANCER));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(aws.asked("DescribeTargetGroups")).isEmpty();
    }

    @Test
    void aTargetGroupIsAttachedOrNot() {
        groups("ip", List.of(BALANCER), "200");
        assertThat(askOfGroup("target-group-attached").outcome()).isEqualTo(Outcome.YES);

        groups("ip", List.of(), "200");
        assertThat(askOfGroup("target-group-attached").outcome()).isEqualTo(Outcome.NO);

        noGroup();
        assertThat(askOfGroup("target-group-attached").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "unhealthy, Target.ResponseCodeMismatch, NO",
        "unhealthy, Target.Timeout, NO",
        "unhealthy, Elb.InternalError, UNKNOWN",
        "healthy, , UNKNOWN",
        "draining, Target.DeregistrationInProgress, UNKNOWN",
        "unused, Target.NotInUse, UNKNOWN"
    })
    void onlySickTargetsDecide(String state, String reason, Outcome outcome) {
        groups("ip", List.of(BALANCER), "200");
        health(state, String.valueOf(reason));

        assertThat(askOfGroup("targets-are-healthy").outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|404|NO",
                "200-299|204|YES",
                "200,301-302|302|YES",
                "200,301-302|200, 404|NO",
                "200-499|404|YES",
                "|404|UNKNOWN",
                "200|ok|UNKNOWN",
                "everything|200|UNKNOWN"
            })
    void aStatusIsAcceptedOrNot(String accepted, String status, Outcome outcome) {
        groups("ip", List.of(BALANCER), accepted == null ? "" : accepted);

        Answer answer = ask("health-check-accepts-status", Map.of("targetGroup", GROUP, "status", status));

        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
    }

    @Test
    void aServiceIsBehindALoadBalancerOrNobodyLearnsItsPorts() {
        service("{\"targetGroupArn\":\"" + GROUP + "\"}", "");
        assertThat(ask("service-has-load-balancer", Map.of()).outcome()).isEqualTo(Outcome.YES);

        service("", "");
        assertThat(ask("service-has-load-balancer", Map.of()).outcome()).isEqualTo(Outcome.NO);

        service("", ",\"serviceRegistries\":[{\"registryArn\":\"arn:aws:servicediscovery:x\"}]");
        assertThat(ask("service-has-load-balancer", Map.of()).outcome()).isEqualTo(Outcome.UNKNOWN);

        service("", ",\"deployments\":[{\"serviceConnectConfiguration\":{\"enabled\":true}}]");
        assertThat(ask("service-has-load-balancer", Map.of()).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"web, 8080, YES", "web, 80, NO", "api, 8080, NO", "mesh, 8080, NO"})
    void aContainerHasThePortOrNot(String container, String port, Outcome outcome) {
        definition("awsvpc");

        Answer answer = ask(
                "container-and-port-defined",
                Map.of("taskDefinition", "orders:7", "container", container, "port", port));

        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
        assertThat(answer.explanation()).contains("orders:7").contains(container);
    }

    @Test
    void targetGroupsHaveToFitTheNetworkModeAndHangOnAListener() {
        service("{\"targetGroupArn\":\"" + GROUP + "\"}", "");
        definition("awsvpc");
        groups("ip", List.of(BALANCER), "200");
        assertThat(ask("listener-fits-deployment", Map.of()).outcome()).isEqualTo(Outcome.UNKNOWN);

        groups("instance", List.of(BALANCER), "200");
        assertThat(ask("listener-fits-deployment", Map.of()).explanation()).contains("instance", "awsvpc", "needs ip");

        definition("bridge");
        groups("ip", List.of(BALANCER), "200");
        assertThat(ask("listener-fits-deployment", Map.of()).outcome()).isEqualTo(Outcome.NO);

        groups("instance", List.of(), "200");
        assertThat(ask("listener-fits-deployment", Map.of()).explanation()).contains("No listener");

        noGroup();
        assertThat(ask("listener-fits-deployment", Map.of()).outcome()).isEqualTo(Outcome.NO);

        service("", "");
        assertThat(ask("listener-fits-deployment", Map.of()).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void theProductionRuleHasToKnowBothGroupsOfAPair() {
        service(
                "{\"targetGroupArn\":\"" + GROUP + "\",\"advancedConfiguration\":{\"alternateTargetGroupArn\":\""
                        + OTHER + "\",\"productionListenerRule\":\"" + RULE + "\"}}",
                "");
        definition("awsvpc");
        groups("ip", List.of(BALANCER), "200");
        rule(List.of(GROUP, OTHER));
        assertThat(ask("listener-fits-deployment", Map.of()).outcome()).isEqualTo(Outcome.UNKNOWN);

        rule(List.of(GROUP));
        Answer half = ask("listener-fits-deployment", Map.of());
        assertThat(half.outcome()).isEqualTo(Outcome.NO);
        assertThat(half.explanation()).contains(RULE, OTHER);

        aws.on("DescribeRules", FakeAws.error("RuleNotFound", "no such rule"));
        assertThat(ask("listener-fits-deployment", Map.of()).outcome()).isEqualTo(Outcome.NO);
    }

    private void rule(List<String> forwardsTo) {
        String groups = members(
                "TargetGroups",
                forwardsTo.stream().map(arn -> element("TargetGroupArn", arn)).toList());
        String actions = members("Actions", List.of(element("Type", "forward") + element("ForwardConfig", groups)));
        aws.on("DescribeRules", answer("DescribeRules", members("Rules", List.of(element("RuleArn", RULE) + actions))));
    }
}
