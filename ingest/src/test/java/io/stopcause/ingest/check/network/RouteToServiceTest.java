package io.stopcause.ingest.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.ingest.check.network.Plan.AclRule;
import io.stopcause.ingest.check.network.Plan.Dns;
import io.stopcause.ingest.check.network.Plan.Endpoint;
import io.stopcause.ingest.check.network.Plan.GroupRule;
import io.stopcause.ingest.check.network.Plan.Kind;
import io.stopcause.ingest.check.network.Plan.Nat;
import io.stopcause.ingest.check.network.Plan.Route;
import io.stopcause.ingest.check.network.Plan.Subnet;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way to a service, hop by hop, over AWS's own answers. */
class RouteToServiceTest {

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    /**
     * One row.
     *
     * @param told words of the explanation
     */
    record Case(
            String name,
            Supplier<Plan> plan,
            Consumer<Plan> change,
            String service,
            Outcome outcome,
            List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case open(String name, Supplier<Plan> plan, Consumer<Plan> change, String service, String... told) {
        return new Case(name, plan, change, service, Outcome.YES, List.of(told));
    }

    private static Case closed(
            String name, Supplier<Plan> plan, Consumer<Plan> change, String service, String... told) {
        return new Case(name, plan, change, service, Outcome.NO, List.of(told));
    }

    private static Case unclear(
            String name, Supplier<Plan> plan, Consumer<Plan> change, String service, String... told) {
        return new Case(name, plan, change, service, Outcome.UNKNOWN, List.of(told));
    }

    private static Plan inPublic() {
        return Plan.open("1");
    }

    private static Plan behindNat() {
        return Plan.behindNat("1");
    }

    private static Plan withEndpoints() {
        return Plan.withEndpoints("1");
    }

    private static void nothing(Plan plan) {
        assertThat(plan.denied).isEmpty();
    }

    private static void withoutAddress(Plan plan) {
        plan.moveTask(plan.task.subnet(), plan.task.address(), false);
    }

    private static List<AclRule> aclRules(int backFrom, int backTo) {
        return List.of(
                new AclRule(100, true, true, "0.0.0.0/0", 0, 65_535),
                new AclRule(100, false, true, "0.0.0.0/0", backFrom, backTo));
    }

    static Stream<Case> internetGateway() {
        return Stream.of(
                open(
                        "public address",
                        RouteToServiceTest::inPublic,
                        RouteToServiceTest::nothing,
                        "ecr",
                        "igw-1",
                        "rtb-public1"),
                open(
                        "public address, alive",
                        RouteToServiceTest::inPublic,
                        plan -> plan.kind(Kind.FARGATE_ALIVE),
                        "logs",
                        "igw-1"),
                closed(
                        "no public address",
                        RouteToServiceTest::inPublic,
                        RouteToServiceTest::withoutAddress,
                        "ecr",
                        "igw-1",
                        "no public address",
                        "assignPublicIp=ENABLED"),
                closed(
                        "no public address on an instance",
                        RouteToServiceTest::inPublic,
                        plan -> {
                            withoutAddress(plan);
                            plan.kind(Kind.EC2);
                        },
                        "internet",
                        "the instance i-1 has no public address"),
                unclear(
                        "a task by itself whose interface is gone",
                        RouteToServiceTest::inPublic,
                        plan -> plan.kind(Kind.ALONE_AND_GONE),
                        "ecr",
                        "interface is gone"),
                closed(
                        "a task by itself without any route",
                        RouteToServiceTest::inPublic,
                        plan -> {
                            plan.kind(Kind.ALONE_AND_GONE);
                            plan.moveTask("subnet-c1", "10.0.3.5", false);
                        },
                        "ecr",
                        "rtb-private1 of subnet-c1 has no route"),
                unclear(
                        "a firewall at the gateway",
                        RouteToServiceTest::inPublic,
                        plan -> plan.edge.add(Route.of("10.0.1.0/24", "vpce-fw")),
                        "ecr",
                        "rtb-edge1"),
                closed(
                        "blackhole",
                        RouteToServiceTest::inPublic,
                        plan -> {
                            plan.route("rtb-public1", "0.0.0.0/0", "igw-old");
                            plan.table("rtb-public1").set(1, new Route("0.0.0.0/0", "igw-old", true));
                        },
                        "ecr",
                        "igw-old",
                        "blackhole"));
    }

    static Stream<Case> otherWaysOut() {
        return Stream.of(
                open(
                        "NAT gateway",
                        RouteToServiceTest::behindNat,
                        RouteToServiceTest::nothing,
                        "ecr",
                        "nat-1",
                        "igw-1"),
                closed(
                        "NAT gateway without a route to an internet gateway",
                        RouteToServiceTest::behindNat,
                        plan -> plan.nats.put("nat-1", new Nat("subnet-c1", "available", true)),
                        "internet",
                        "nat-1 stands in subnet-c1",
                        "rtb-private1"),
                closed(
                        "failed NAT gateway",
                        RouteToServiceTest::behindNat,
                        plan -> plan.nats.put("nat-1", new Nat("subnet-b1", "failed", true)),
                        "logs",
                        "which is failed"),
                closed(
                        "private NAT gateway",
                        RouteToServiceTest::behindNat,
                        plan -> plan.nats.put("nat-1", new Nat("subnet-b1", "available", false)),
                        "logs",
                        "private one"),
                unclear(
                        "NAT gateway that is not described",
                        RouteToServiceTest::behindNat,
                        plan -> plan.nats.clear(),
                        "logs",
                        "nat-1"),
                closed(
                        "peering",
                        RouteToServiceTest::behindNat,
                        plan -> plan.route("rtb-private1", "0.0.0.0/0", "pcx-1"),
                        "logs",
                        "pcx-1",
                        "no further"),
                unclear(
                        "transit gateway",
                        RouteToServiceTest::behindNat,
                        plan -> plan.route("rtb-private1", "0.0.0.0/0", "tgw-1"),
                        "logs",
                        "tgw-1"),
                unclear(
                        "firewall appliance",
                        RouteToServiceTest::behindNat,
                        plan -> plan.route("rtb-private1", "0.0.0.0/0", "vpce-fw"),
                        "logs",
                        "vpce-fw"),
                open(
                        "a transit gateway for private addresses only",
                        RouteToServiceTest::behindNat,
                        plan -> plan.route("rtb-private1", "10.0.0.0/8", "tgw-1"),
                        "logs",
                        "nat-1"),
                closed(
                        "no route at all",
                        RouteToServiceTest::behindNat,
                        plan -> plan.table("rtb-private1")
                                .removeIf(each -> each.to().equals("0.0.0.0/0")),
                        "logs",
                        "rtb-private1 of subnet-c1 has no route",
                        "NAT gateway"),
                unclear(
                        "IPv6 by an egress-only gateway, and nothing over IPv4",
                        RouteToServiceTest::behindNat,
                        plan -> {
                            plan.route("rtb-private1", "0.0.0.0/0", "pcx-1");
                            plan.route("rtb-private1", "::/0", "eigw-1");
                            plan.groups.put("sg-task1", List.of(new GroupRule(true, "::/0", 443, 443)));
                            plan.subnets.put("subnet-c1", new Subnet("10.0.3.0/24", "rtb-private1", "acl-main1", true));
                            plan.denied.add("DescribeNetworkAcls");
                        },
                        "internet",
                        "over IPv4"),
                open(
                        "an address",
                        RouteToServiceTest::behindNat,
                        plan -> plan.kind(Kind.FARGATE_GONE),
                        "18.64.0.1:8443",
                        "8443"),
                unclear(
                        "a private address",
                        RouteToServiceTest::behindNat,
                        RouteToServiceTest::nothing,
                        "10.9.0.1:5432",
                        "private address"));
    }

    static Stream<Case> filters() {
        return Stream.of(
                closed(
                        "security group lets nothing out",
                        RouteToServiceTest::behindNat,
                        plan -> plan.groups.put("sg-task1", List.of()),
                        "ecr",
                        "no rule of sg-task1",
                        "port 443"),
                closed(
                        "security group lets another port out",
                        RouteToServiceTest::behindNat,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, "0.0.0.0/0", 80, 80))),
                        "ecr",
                        "sg-task1"),
                unclear(
                        "security group lets out to some addresses",
                        RouteToServiceTest::behindNat,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, "52.0.0.0/8", 443, 443))),
                        "ecr",
                        "only to a part"),
                closed(
                        "security group is all about the VPC",
                        RouteToServiceTest::behindNat,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, "10.0.0.0/16", 0, 65_535))),
                        "ecr",
                        "sg-task1"),
                unclear(
                        "security group that is gone",
                        RouteToServiceTest::behindNat,
                        plan -> plan.groups.remove("sg-task1"),
                        "ecr",
                        "sg-task1"),
                closed(
                        "network ACL lets no answers in",
                        RouteToServiceTest::inPublic,
                        plan -> plan.ownAcl("subnet-a1", aclRules(443, 443)),
                        "ecr",
                        "acl-of-subnet-a1 of subnet-a1 lets in TCP ports 32768-60999"),
                unclear(
                        "network ACL lets some answers in",
                        RouteToServiceTest::inPublic,
                        plan -> plan.ownAcl("subnet-a1", aclRules(49_152, 65_535)),
                        "ecr",
                        "only a part of the TCP ports"),
                closed(
                        "an earlier rule of the network ACL denies",
                        RouteToServiceTest::inPublic,
                        plan -> plan.acl("subnet-a1").add(new AclRule(90, true, false, "0.0.0.0/0", 443, 443)),
                        "ecr",
                        "acl-main1"),
                open(
                        "a later rule of the network ACL denies",
                        RouteToServiceTest::inPublic,
                        plan -> plan.acl("subnet-a1").add(new AclRule(110, true, false, "0.0.0.0/0", 443, 443)),
                        "ecr"),
                closed(
                        "the NAT gateway's network ACL lets nothing in from the task",
                        RouteToServiceTest::behindNat,
                        plan -> plan.ownAcl(
                                "subnet-b1",
                                List.of(
                                        new AclRule(100, true, true, "0.0.0.0/0", 0, 65_535),
                                        new AclRule(90, false, false, "10.0.3.0/24", 0, 65_535),
                                        new AclRule(100, false, true, "0.0.0.0/0", 0, 65_535))),
                        "ecr",
                        "acl-of-subnet-b1"));
    }

    static Stream<Case> endpoints() {
        return Stream.of(
                open(
                        "endpoints",
                        RouteToServiceTest::withEndpoints,
                        RouteToServiceTest::nothing,
                        "ecr",
                        "vpce-ecr.api1",
                        "vpce-ecr.dkr1"),
                open(
                        "secrets",
                        RouteToServiceTest::withEndpoints,
                        RouteToServiceTest::nothing,
                        "secretsmanager",
                        "vpce-secretsmanager1"),
                open(
                        "secrets, where the rule asks for the other store",
                        RouteToServiceTest::withEndpoints,
                        RouteToServiceTest::nothing,
                        "ssm",
                        "vpce-secretsmanager1"),
                open(
                        "layers by the gateway endpoint",
                        RouteToServiceTest::withEndpoints,
                        RouteToServiceTest::nothing,
                        "s3",
                        "vpce-s31"),
                closed(
                        "one of two missing",
                        RouteToServiceTest::withEndpoints,
                        plan -> plan.endpoints.removeIf(each -> each.service().equals("ecr.dkr")),
                        "ecr",
                        "has no route to ecr.dkr"),
                closed(
                        "no endpoint for it",
                        RouteToServiceTest::withEndpoints,
                        RouteToServiceTest::nothing,
                        "kms",
                        "has no route to kms"),
                closed(
                        "the endpoint does not let the task in",
                        RouteToServiceTest::withEndpoints,
                        plan -> plan.groups.put("sg-endpoint1", List.of(new GroupRule(false, "10.0.1.0/24", 443, 443))),
                        "logs",
                        "no rule of sg-endpoint1 (vpce-logs1) lets in port 443 from the task"),
                open(
                        "the endpoint lets the task's group in",
                        RouteToServiceTest::withEndpoints,
                        plan -> plan.groups.put("sg-endpoint1", List.of(new GroupRule(false, "sg-task1", 443, 443))),
                        "logs"),
                open(
                        "the task lets out to the endpoint's group",
                        RouteToServiceTest::withEndpoints,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, "sg-endpoint1", 443, 443))),
                        "logs"),
                open(
                        "the task lets out to the list of S3",
                        RouteToServiceTest::withEndpoints,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, Plan.S3_LIST, 443, 443))),
                        "s3"),
                closed(
                        "no gateway endpoint in this table",
                        RouteToServiceTest::withEndpoints,
                        plan -> plan.table("rtb-private1")
                                .removeIf(each -> each.to().equals(Plan.S3_LIST)),
                        "s3",
                        "has no route to s3"),
                closed(
                        "private names off",
                        RouteToServiceTest::withEndpoints,
                        plan -> {
                            plan.endpoints.removeIf(each -> each.service().equals("logs"));
                            plan.endpoints.add(new Endpoint(
                                    "vpce-logs1", "logs", false, List.of("subnet-c1"), List.of("sg-endpoint1"), false));
                        },
                        "logs",
                        "does not take the name",
                        "switch on the private DNS name of vpce-logs1"),
                open(
                        "a NAT gateway beside endpoints",
                        RouteToServiceTest::behindNat,
                        plan -> plan.endpoints.add(plan.endpoint("logs", List.of("subnet-b1"))),
                        "logs",
                        "vpce-logs1"),
                closed(
                        "an endpoint that is shut, and a NAT gateway that no name leads to",
                        RouteToServiceTest::behindNat,
                        plan -> {
                            plan.endpoints.add(plan.endpoint("logs", List.of("subnet-b1")));
                            plan.groups.put("sg-endpoint1", List.of());
                        },
                        "logs",
                        "sg-endpoint1"));
    }

    static Stream<Case> names() {
        return Stream.of(
                unclear(
                        "a private zone answers",
                        RouteToServiceTest::behindNat,
                        plan -> plan.zones.add("logs.eu-west-1.amazonaws.com"),
                        "logs",
                        "private zone"),
                open(
                        "a private zone of something else",
                        RouteToServiceTest::behindNat,
                        plan -> plan.zones.add("shop.internal"),
                        "logs"),
                closed(
                        "no resolver",
                        RouteToServiceTest::behindNat,
                        plan -> plan.dns = new Dns(false, false, "AmazonProvidedDNS"),
                        "logs",
                        "enableDnsSupport"),
                open(
                        "name servers of one's own, and no other way to lead",
                        RouteToServiceTest::behindNat,
                        plan -> plan.dns = new Dns(false, false, "10.0.0.9"),
                        "logs"),
                unclear(
                        "name servers of one's own, and other networks",
                        RouteToServiceTest::behindNat,
                        plan -> {
                            plan.dns = new Dns(true, true, "10.0.0.9");
                            plan.route("rtb-private1", "10.0.0.0/8", "tgw-1");
                        },
                        "logs",
                        "name servers of your own"),
                unclear(
                        "endpoints without host names",
                        RouteToServiceTest::withEndpoints,
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
                .map(operation -> unclear(
                        operation + " denied",
                        RouteToServiceTest::behindNat,
                        plan -> plan.denied.add(operation),
                        "logs",
                        operation));
    }

    static Stream<Case> absurd() {
        return Stream.of(
                unclear(
                        "a table without routes",
                        RouteToServiceTest::behindNat,
                        plan -> plan.table("rtb-private1").clear(),
                        "logs",
                        "described without routes"),
                unclear(
                        "a network ACL without rules",
                        RouteToServiceTest::behindNat,
                        plan -> plan.acl("subnet-c1").clear(),
                        "logs",
                        "described without rules"),
                unclear(
                        "a route to no range",
                        RouteToServiceTest::behindNat,
                        plan -> plan.route("rtb-private1", "10.0.0.0/99", "nat-1"),
                        "logs",
                        "makes no sense"),
                unclear(
                        "a subnet that is gone between two calls",
                        RouteToServiceTest::behindNat,
                        plan -> plan.moveTask("subnet-gone", "10.0.9.9", false),
                        "logs",
                        "subnet-gone"));
    }

    @ParameterizedTest
    @MethodSource({"internetGateway", "otherWaysOut", "filters", "endpoints", "names", "denials", "absurd"})
    void theWay(Case row) {
        Plan plan = row.plan.get();
        row.change.accept(plan);
        PlanServer.serve(plan, aws);

        Answer answer = Asked.atOnce(
                aws,
                "route-to-service-exists",
                Map.of("service", row.service, "region", Aws.REGION, "task", PlanServer.TASK));

        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(row.outcome);
        assertThat(answer.explanation()).endsWith(".");
        row.told.forEach(words -> assertThat(answer.explanation()).contains(words));
    }

    @Test
    void nothingButTheOneVpcIsRead() {
        PlanServer.serve(Plan.behindNat("1"), aws);

        Asked.atOnce(
                aws,
                "route-to-service-exists",
                Map.of("service", "logs", "region", Aws.REGION, "task", PlanServer.TASK));

        for (String operation : List.of("DescribeRouteTables", "DescribeNetworkAcls", "DescribeVpcEndpoints")) {
            assertThat(aws.asked(operation)).hasSize(1).allSatisfy(request -> assertThat(request.body())
                    .contains("vpc-1"));
        }
        assertThat(aws.asked()).hasSizeLessThan(20);
    }
}
