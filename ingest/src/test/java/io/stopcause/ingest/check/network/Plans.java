package io.stopcause.ingest.check.network;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.network.Plan.AclRule;
import io.stopcause.ingest.check.network.Plan.Dns;
import io.stopcause.ingest.check.network.Plan.Endpoint;
import io.stopcause.ingest.check.network.Plan.GroupRule;
import io.stopcause.ingest.check.network.Plan.Hidden;
import io.stopcause.ingest.check.network.Plan.Kind;
import io.stopcause.ingest.check.network.Plan.Nat;
import io.stopcause.ingest.check.network.Plan.Route;
import io.stopcause.ingest.check.network.Plan.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Accounts by seed: a sound network with a few things in it that people do, by intent or not. */
final class Plans {

    static final List<String> SERVICES = List.of("ecr", "s3", "logs", "secretsmanager", "kms", "internet");

    private static final List<String> DENIED = List.of(
            "DescribeRouteTables",
            "DescribeNetworkAcls",
            "DescribeSecurityGroups",
            "DescribeVpcEndpoints",
            "DescribeNatGateways",
            "DescribeVpcAttribute",
            "DescribeSubnets",
            "GET /2013-04-01/hostedzonesbyvpc");

    private static final List<BiConsumer<Plan, Random>> CHANGES = List.of(
            Plans::publicAddress,
            Plans::publicAddress,
            Plans::defaultRoute,
            Plans::defaultRoute,
            Plans::narrowRoute,
            Plans::nat,
            Plans::taskGroup,
            Plans::taskGroup,
            Plans::endpointGroup,
            Plans::acl,
            Plans::acl,
            Plans::endpoint,
            Plans::endpoint,
            Plans::names,
            Plans::moveTask,
            Plans::kind,
            Plans::six,
            Plans::edge,
            Plans::denial);

    private Plans() {}

    static Plan of(long seed) {
        Random random = new Random(seed);
        String tag = "-" + Long.toHexString(seed);
        Plan plan =
                switch (random.nextInt(3)) {
                    case 0 -> Plan.open(tag);
                    case 1 -> Plan.behindNat(tag);
                    default -> Plan.withEndpoints(tag);
                };
        plan.hidden = new Hidden(random.nextBoolean(), random.nextBoolean());
        int changes = random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            one(CHANGES, random).accept(plan, random);
        }
        return plan;
    }

    static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String anySubnet(Plan plan, Random random) {
        return one(List.copyOf(plan.subnets.keySet()), random);
    }

    private static String anyTable(Plan plan, Random random) {
        return one(List.copyOf(plan.tables.keySet()), random);
    }

    private static void publicAddress(Plan plan, Random random) {
        plan.moveTask(plan.task.subnet(), plan.task.address(), random.nextBoolean());
    }

    private static void moveTask(Plan plan, Random random) {
        String subnet = anySubnet(plan, random);
        plan.moveTask(subnet, plan.subnet(subnet).cidr().replace(".0/24", ".17"), plan.task.publicAddress());
    }

    private static void kind(Plan plan, Random random) {
        plan.kind(one(List.of(Kind.values()), random));
    }

    private static String target(Plan plan, Random random) {
        return plan.id(one(List.of("igw-", "nat-", "pcx-", "tgw-", "eni-", "vpce-fw", "nat-"), random));
    }

    private static void put(Plan plan, Random random, String table, String to) {
        List<Route> routes = plan.table(table);
        routes.removeIf(route -> route.to().equals(to));
        routes.add(new Route(to, target(plan, random), random.nextInt(5) == 0));
    }

    private static void defaultRoute(Plan plan, Random random) {
        String table = anyTable(plan, random);
        if (random.nextInt(4) == 0) {
            plan.table(table).removeIf(route -> route.to().equals("0.0.0.0/0"));
        } else {
            put(plan, random, table, "0.0.0.0/0");
        }
    }

    private static void narrowRoute(Plan plan, Random random) {
        String to = one(List.of("52.0.0.0/8", "10.0.0.0/8", "10.0.2.0/24", "104.16.0.0/12", "128.0.0.0/1"), random);
        put(plan, random, anyTable(plan, random), to);
    }

    private static void nat(Plan plan, Random random) {
        String state = one(List.of("available", "available", "available", "failed", "deleted", "pending"), random);
        plan.nats.put(plan.id("nat-"), new Nat(anySubnet(plan, random), state, random.nextInt(5) > 0));
    }

    private static void taskGroup(Plan plan, Random random) {
        List<GroupRule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String peer = one(
                    List.of(
                            "0.0.0.0/0",
                            "0.0.0.0/1",
                            "128.0.0.0/1",
                            "10.0.0.0/16",
                            "10.0.2.0/24",
                            "52.0.0.0/8",
                            Plan.S3_LIST,
                            plan.id("sg-endpoint")),
                    random);
            int[] ports = one(List.of(new int[] {443, 443}, new int[] {0, 65_535}, new int[] {80, 80}), random);
            rules.add(new GroupRule(true, peer, ports[0], ports[1]));
        }
        plan.groups.put(plan.id("sg-task"), rules);
    }

    private static void endpointGroup(Plan plan, Random random) {
        String peer = one(
                List.of(
                        "10.0.0.0/16",
                        "10.0.3.0/24",
                        "10.0.3.16/28",
                        "10.0.3.17/32",
                        "10.0.1.0/24",
                        plan.id("sg-task"),
                        "172.16.0.0/12"),
                random);
        int port = random.nextInt(5) == 0 ? 80 : 443;
        plan.groups.put(plan.id("sg-endpoint"), List.of(new GroupRule(false, peer, port, port)));
    }

    private static void acl(Plan plan, Random random) {
        List<AclRule> rules = new ArrayList<>();
        for (boolean out : List.of(true, false)) {
            for (int i = random.nextInt(3); i > 0; i--) {
                int[] ports = one(
                        List.of(
                                new int[] {443, 443},
                                new int[] {1_024, 65_535},
                                new int[] {32_768, 60_999},
                                new int[] {49_152, 65_535},
                                new int[] {0, 1_023}),
                        random);
                String cidr =
                        one(List.of("0.0.0.0/0", "10.0.0.0/16", "10.0.3.0/24", "52.0.0.0/8", "10.0.2.0/25"), random);
                rules.add(new AclRule(1 + random.nextInt(99), out, random.nextBoolean(), cidr, ports[0], ports[1]));
            }
            rules.add(new AclRule(100, out, random.nextInt(4) > 0, "0.0.0.0/0", 0, 65_535));
        }
        List<String> where = new ArrayList<>(plan.subnets.keySet());
        plan.nats.values().forEach(nat -> where.addAll(List.of(nat.subnet(), nat.subnet(), nat.subnet())));
        plan.ownAcl(one(where, random), rules);
    }

    private static void endpoint(Plan plan, Random random) {
        String service = one(List.of("ecr.api", "ecr.dkr", "logs", "secretsmanager", "kms"), random);
        plan.endpoints.removeIf(each -> each.service().equals(service));
        if (random.nextInt(3) > 0) {
            List<String> in = List.of(anySubnet(plan, random), plan.task.subnet()).stream()
                    .distinct()
                    .toList();
            plan.endpoints.add(new Endpoint(
                    plan.id("vpce-" + service),
                    service,
                    false,
                    random.nextBoolean() ? in : in.subList(0, 1),
                    List.of(plan.id("sg-endpoint")),
                    random.nextInt(4) > 0));
        }
    }

    private static void names(Plan plan, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> plan.dns = new Dns(random.nextBoolean(), random.nextBoolean(), "10.0.0.53");
            case 1 -> plan.dns = new Dns(random.nextBoolean(), random.nextBoolean(), "AmazonProvidedDNS");
            case 2 ->
                plan.zones.add(one(List.of("logs", "api.ecr", "kms"), random) + "." + Aws.REGION + ".amazonaws.com");
            default -> plan.zones.add("shop.internal");
        }
    }

    private static void six(Plan plan, Random random) {
        String id = anySubnet(plan, random);
        Subnet subnet = plan.subnet(id);
        plan.subnets.put(id, new Subnet(subnet.cidr(), subnet.table(), subnet.acl(), true));
        plan.route(subnet.table(), "::/0", plan.id("eigw-"));
    }

    private static void edge(Plan plan, Random random) {
        plan.edge.add(Route.of("10.0.0.0/16", random.nextBoolean() ? "local" : plan.id("eni-")));
    }

    private static void denial(Plan plan, Random random) {
        plan.denied.add(one(DENIED, random));
    }
}
