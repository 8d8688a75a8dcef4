package io.stopcause.ingest.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.ingest.check.network.Plan.AclRule;
import io.stopcause.ingest.check.network.Plan.GroupRule;
import io.stopcause.ingest.check.network.Plan.Kind;
import io.stopcause.ingest.check.network.Plan.Nat;
import io.stopcause.ingest.check.network.Plan.Route;
import io.stopcause.ingest.check.network.Plan.Subnet;
import java.util.List;
import java.util.Map;
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

    static Stream<Case> internetGateway() {
        return Stream.of(
                Case.open("public address", Case::inPublic, Case::nothing, "ecr", "igw-1", "rtb-public1"),
                Case.open(
                        "public address, alive",
                        Case::inPublic,
                        plan -> plan.kind(Kind.FARGATE_ALIVE),
                        "logs",
                        "igw-1"),
                Case.closed(
                        "no public address",
                        Case::inPublic,
                        Case::withoutAddress,
                        "ecr",
                        "igw-1",
                        "no public address",
                        "assignPublicIp=ENABLED"),
                Case.closed(
                        "no public address on an instance",
                        Case::inPublic,
                        plan -> {
                            Case.withoutAddress(plan);
                            plan.kind(Kind.EC2);
                        },
                        "internet",
                        "the instance i-1 has no public address"),
                Case.unclear(
                        "a task by itself whose interface is gone",
                        Case::inPublic,
                        plan -> plan.kind(Kind.ALONE_AND_GONE),
                        "ecr",
                        "interface is gone"),
                Case.closed(
                        "a task by itself without any route",
                        Case::inPublic,
                        plan -> {
                            plan.kind(Kind.ALONE_AND_GONE);
                            plan.moveTask("subnet-c1", "10.0.3.5", false);
                        },
                        "ecr",
                        "rtb-private1 of subnet-c1 has no route"),
                Case.unclear(
                        "a firewall at the gateway",
                        Case::inPublic,
                        plan -> plan.edge.add(Route.of("10.0.1.0/24", "vpce-fw")),
                        "ecr",
                        "rtb-edge1"),
                Case.closed(
                        "blackhole",
                        Case::inPublic,
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
                Case.open("NAT gateway", Case::behindNat, Case::nothing, "ecr", "nat-1", "igw-1"),
                Case.closed(
                        "NAT gateway without a route to an internet gateway",
                        Case::behindNat,
                        plan -> plan.nats.put("nat-1", new Nat("subnet-c1", "available", true)),
                        "internet",
                        "nat-1 stands in subnet-c1",
                        "rtb-private1"),
                Case.closed(
                        "failed NAT gateway",
                        Case::behindNat,
                        plan -> plan.nats.put("nat-1", new Nat("subnet-b1", "failed", true)),
                        "logs",
                        "which is failed"),
                Case.closed(
                        "private NAT gateway",
                        Case::behindNat,
                        plan -> plan.nats.put("nat-1", new Nat("subnet-b1", "available", false)),
                        "logs",
                        "private one"),
                Case.unclear(
                        "NAT gateway that is not described",
                        Case::behindNat,
                        plan -> plan.nats.clear(),
                        "logs",
                        "nat-1"),
                Case.closed(
                        "peering",
                        Case::behindNat,
                        plan -> plan.route("rtb-private1", "0.0.0.0/0", "pcx-1"),
                        "logs",
                        "pcx-1",
                        "no further"),
                Case.unclear(
                        "transit gateway",
                        Case::behindNat,
                        plan -> plan.route("rtb-private1", "0.0.0.0/0", "tgw-1"),
                        "logs",
                        "tgw-1"),
                Case.unclear(
                        "firewall appliance",
                        Case::behindNat,
                        plan -> plan.route("rtb-private1", "0.0.0.0/0", "vpce-fw"),
                        "logs",
                        "vpce-fw"),
                Case.open(
                        "a transit gateway for private addresses only",
                        Case::behindNat,
                        plan -> plan.route("rtb-private1", "10.0.0.0/8", "tgw-1"),
                        "logs",
                        "nat-1"),
                Case.closed(
                        "no route at all",
                        Case::behindNat,
                        plan -> plan.table("rtb-private1")
                                .removeIf(each -> each.to().equals("0.0.0.0/0")),
                        "logs",
                        "rtb-private1 of subnet-c1 has no route",
                        "NAT gateway"),
                Case.unclear(
                        "IPv6 by an egress-only gateway, and nothing over IPv4",
                        Case::behindNat,
                        plan -> {
                            plan.route("rtb-private1", "0.0.0.0/0", "pcx-1");
                            plan.route("rtb-private1", "::/0", "eigw-1");
                            plan.groups.put("sg-task1", List.of(new GroupRule(true, "::/0", 443, 443)));
                            plan.subnets.put("subnet-c1", new Subnet("10.0.3.0/24", "rtb-private1", "acl-main1", true));
                            plan.denied.add("DescribeNetworkAcls");
                        },
                        "internet",
                        "over IPv4"),
                Case.open(
                        "an address", Case::behindNat, plan -> plan.kind(Kind.FARGATE_GONE), "18.64.0.1:8443", "8443"),
                Case.unclear("a private address", Case::behindNat, Case::nothing, "10.9.0.1:5432", "private address"));
    }

    static Stream<Case> filters() {
        return Stream.of(
                Case.closed(
                        "security group lets nothing out",
                        Case::behindNat,
                        plan -> plan.groups.put("sg-task1", List.of()),
                        "ecr",
                        "no rule of sg-task1",
                        "port 443"),
                Case.closed(
                        "security group lets another port out",
                        Case::behindNat,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, "0.0.0.0/0", 80, 80))),
                        "ecr",
                        "sg-task1"),
                Case.unclear(
                        "security group lets out to some addresses",
                        Case::behindNat,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, "52.0.0.0/8", 443, 443))),
                        "ecr",
                        "only to a part"),
                Case.closed(
                        "security group is all about the VPC",
                        Case::behindNat,
                        plan -> plan.groups.put("sg-task1", List.of(new GroupRule(true, "10.0.0.0/16", 0, 65_535))),
                        "ecr",
                        "sg-task1"),
                Case.unclear(
                        "security group that is gone",
                        Case::behindNat,
                        plan -> plan.groups.remove("sg-task1"),
                        "ecr",
                        "sg-task1"),
                Case.closed(
                        "network ACL lets no answers in",
                        Case::inPublic,
                        plan -> plan.ownAcl("subnet-a1", Case.aclRules(443, 443)),
                        "ecr",
                        "acl-of-subnet-a1 of subnet-a1 lets in TCP ports 32768-60999"),
                Case.unclear(
                        "network ACL lets some answers in",
                        Case::inPublic,
                        plan -> plan.ownAcl("subnet-a1", Case.aclRules(49_152, 65_535)),
                        "ecr",
                        "only a part of the TCP ports"),
                Case.closed(
                        "an earlier rule of the network ACL denies",
                        Case::inPublic,
                        plan -> plan.acl("subnet-a1").add(new AclRule(90, true, false, "0.0.0.0/0", 443, 443)),
                        "ecr",
                        "acl-main1"),
                Case.open(
                        "a later rule of the network ACL denies",
                        Case::inPublic,
                        plan -> plan.acl("subnet-a1").add(new AclRule(110, true, false, "0.0.0.0/0", 443, 443)),
                        "ecr"),
                Case.closed(
                        "the NAT gateway's network ACL lets nothing in from the task",
                        Case::behindNat,
                        plan -> plan.ownAcl(
                                "subnet-b1",
                                List.of(
                                        new AclRule(100, true, true, "0.0.0.0/0", 0, 65_535),
                                        new AclRule(90, false, false, "10.0.3.0/24", 0, 65_535),
                                        new AclRule(100, false, true, "0.0.0.0/0", 0, 65_535))),
                        "ecr",
                        "acl-of-subnet-b1"));
    }

    @ParameterizedTest
    @MethodSource({"internetGateway", "otherWaysOut", "filters"})
    void theWay(Case row) {
        row.check(aws);
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
