package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.FakeAws;
import io.stopcause.ingest.check.network.Plan.Dns;
import io.stopcause.ingest.check.network.Plan.Endpoint;
import io.stopcause.ingest.check.network.Plan.GroupRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways that depend on what a name resolves to, and what is said where something could not be read. */
class RouteByNameTest {

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    static Stream<Case> endpoints() {
        return Stream.of(
                Case.open("endpoints", Case::withEndpoints, Case::nothing, "ecr", "vpce-ecr.api1", "vpce-ecr.dkr1"),
                Case.open("secrets", Case::withEndpoints, Case::nothing, "secretsmanager", "vpce-secretsmanager1"),
                Case.open(
                        "secrets, where the rule asks for the other store",
                        Case::withEndpoints,
                        Case::nothing,
                        "ssm",
                        "vpce-secretsmanager1"),
                Case.open("layers by the gateway endpoint", Case::withEndpoints, Case::nothing, "s3", "vpce-s31"),
                Case.closed(
                        "one of two missing",
                        Case::withEndpoints,
                        plan -> plan.endpoints.removeIf(each -> each.service().equals("ecr.dkr")),
                        "ecr",
                        "has no route to ecr.dkr"),
                Case.closed("no endpoint for it", Case::withEndpoints, Case::nothing, "kms", "has no route to kms"),
                Case.closed(
                        "the endpoint does not let the task in",
                        Case::withEndpoints,
                        plan -> plan.groups.put("sg-endpoint1", List.of(new GroupRule(false, "10.0.1.0/24", 443, 443))),
                        "logs",
                        "no rule of sg-endpoint1 (vpce-logs1) lets in port 443 from the task"),
                Case.open(
                        "the endpoint lets the task's group in",
                        Case::withEndpoints,
                        plan -> plan.groups.put("sg-endpoint1", List.of(new GroupRule(false, "sg-task1", 443, 443))),
                        "logs"),
                Case.open(
                        "the task lets out to the endpoint's group",
                        Case::withEndpoints,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, "sg-endpoint1", 443, 443))),
                        "logs"),
                Case.open(
                        "the task lets out to the list of S3",
                        Case::withEndpoints,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, Plan.S3_LIST, 443, 443))),
                        "s3"),
                Case.closed(
                        "no gateway endpoint in this table",
                        Case::withEndpoints,
                        plan -> plan.table("rtb-private1")
                                .removeIf(each -> each.to().equals(Plan.S3_LIST)),
                        "s3",
                        "has no route to s3"),
                Case.closed(
                        "private names off",
                        Case::withEndpoints,
                        plan -> {
                            plan.endpoints.removeIf(each -> each.service().equals("logs"));
                            plan.endpoints.add(new Endpoint(
                                    "vpce-logs1", "logs", false, List.of("subnet-c1"), List.of("sg-endpoint1"), false));
                        },
                        "logs",
                        "does not take the name",
                        "switch on the private DNS name of vpce-logs1"),
                Case.open(
                        "a NAT gateway beside endpoints",
                        Case::behindNat,
                        plan -> plan.endpoints.add(plan.endpoint("logs", List.of("subnet-b1"))),
                        "logs",
                        "vpce-logs1"),
                Case.closed(
                        "an endpoint that is shut, and a NAT gateway that no name leads to",
                        Case::behindNat,
                        plan -> {
                            plan.endpoints.add(plan.endpoint("logs", List.of("subnet-b1")));
                            plan.groups.put("sg-endpoint1", List.of());
                        },
                        "logs",
                        "sg-endpoint1"));
    }

    static Stream<Case> names() {
        return Stream.of(
                Case.unclear(
                        "a private zone answers",
                        Case::behindNat,
                        plan -> plan.zones.add("logs.eu-west-1.amazonaws.com"),
                        "logs",
                        "private zone"),
                Case.open(
                        "a private zone of something else",
                        Case::behindNat,
                        plan -> plan.zones.add("shop.internal"),
                        "logs"),
                Case.closed(
                        "no resolver",
                        Case::behindNat,
                        plan -> plan.dns = new Dns(false, false, "AmazonProvidedDNS"),
                        "logs",
                        "enableDnsSupport"),
                Case.open(
                        "name servers of one's own, and no other way to lead",
                        Case::behindNat,
                        plan -> plan.dns = new Dns(false, false, "10.0.0.9"),
                        "logs"),
                Case.unclear(
                        "name servers of one's own, and other networks",
                        Case::behindNat,
                        plan -> {
                            plan.dns = new Dns(true, true, "10.0.0.9");
                            plan.route("rtb-private1", "10.0.0.0/8", "tgw-1");
                        },
                        "logs",
                        "name servers of your own"),
                Case.unclear(
                        "endpoints without host names",
                        Case::withEndpoints,
                        plan -> plan.dns = new Dns(true, false, "AmazonProvidedDNS"),
                        "logs",
                        "enableDnsHostnames"));
    }

    static Stream<Case> denials() {
        return Stream.of(
                        "DescribeTasks",
                        "DescribeSubnets",
                        "DescribeRouteTables",
                        "DescribeNetworkAcls",
                        "DescribeSecurityGroups",
                        "DescribeVpcEndpoints",
                        "DescribeNatGateways",
                        "DescribeVpcs",
                        "DescribeVpcAttribute",
                        "DescribeDhcpOptions")
                .map(operation -> Case.unclear(
                        operation + " denied", Case::behindNat, plan -> plan.denied.add(operation), "logs", operation));
    }

    static Stream<Case> absurd() {
        return Stream.of(
                Case.unclear(
                        "a table without routes",
                        Case::behindNat,
                        plan -> plan.table("rtb-private1").clear(),
                        "logs",
                        "described without routes"),
                Case.unclear(
                        "a network ACL without rules",
                        Case::behindNat,
                        plan -> plan.acl("subnet-c1").clear(),
                        "logs",
                        "described without rules"),
                Case.unclear(
                        "a route to no range",
                        Case::behindNat,
                        plan -> plan.route("rtb-private1", "10.0.0.0/99", "nat-1"),
                        "logs",
                        "makes no sense"),
                Case.unclear(
                        "a subnet that is gone between two calls",
                        Case::behindNat,
                        plan -> plan.moveTask("subnet-gone", "10.0.9.9", false),
                        "logs",
                        "subnet-gone"));
    }

    @ParameterizedTest
    @MethodSource({"endpoints", "names", "denials", "absurd"})
    void theWay(Case row) {
        row.check(aws);
    }
}
