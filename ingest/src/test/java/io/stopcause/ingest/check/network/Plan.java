package io.stopcause.ingest.check.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A VPC with one task in it, as a test draws it up: what AWS would describe of it, and what AWS does not say (what lies
 * behind a transit gateway, where a private zone leads). Ids end in the plan's tag, so that plans differ.
 */
final class Plan {

    static final String S3_LIST = "pl-6da54004";
    static final List<String> S3_RANGES = List.of("52.218.0.0/17", "3.5.64.0/21");

    final String tag;
    final Map<String, Subnet> subnets = new LinkedHashMap<>();
    final Map<String, List<Route>> tables = new LinkedHashMap<>();
    final Map<String, List<AclRule>> acls = new LinkedHashMap<>();
    final Map<String, List<GroupRule>> groups = new LinkedHashMap<>();
    final List<Endpoint> endpoints = new ArrayList<>();
    final Map<String, Nat> nats = new LinkedHashMap<>();
    /** Routes at an internet gateway, if any stand there. */
    final List<Route> edge = new ArrayList<>();

    final Set<String> zones = new LinkedHashSet<>();
    /** Operations of EC2, ECS and Route 53 that are refused. */
    final Set<String> denied = new LinkedHashSet<>();

    Dns dns = new Dns(true, true, "AmazonProvidedDNS");
    Task task;
    /** Whether what AWS does not describe lets packets through, and whether names of one's own lead to endpoints. */
    Hidden hidden = new Hidden(true, true);

    Plan(String tag) {
        this.tag = tag;
        this.task = new Task(id("subnet-a"), "10.0.1.17", List.of(id("sg-task")), true, Kind.FARGATE_GONE);
    }

    String id(String start) {
        return start + tag;
    }

    String vpc() {
        return id("vpc-");
    }

    record Hidden(boolean lets, boolean prefersEndpoints) {}

    record Subnet(String cidr, String table, String acl, boolean v6) {}

    /** A target starts with its kind: {@code igw-}, {@code nat-}, {@code tgw-} …, {@code local}. */
    record Route(String to, String target, boolean blackhole) {
        static Route of(String to, String target) {
            return new Route(to, target, false);
        }
    }

    record AclRule(int number, boolean out, boolean allow, String cidr, int from, int to) {}

    /** {@code peer} is a range, a group or a prefix list. */
    record GroupRule(boolean out, String peer, int from, int to) {}

    record Endpoint(
            String id, String service, boolean gateway, List<String> subnets, List<String> groups, boolean takesName) {}

    record Nat(String subnet, String state, boolean isPublic) {}

    record Dns(boolean on, boolean hostnames, String servers) {}

    /** What kind of task it is, and whether its interface still stands. */
    enum Kind {
        FARGATE_ALIVE,
        FARGATE_GONE,
        EC2,
        ALONE_AND_GONE
    }

    record Task(String subnet, String address, List<String> groups, boolean publicAddress, Kind kind) {}

    /** A public subnet with the task, a second one, a private one; everything open. */
    static Plan open(String tag) {
        Plan plan = new Plan(tag);
        String acl = plan.id("acl-main");
        plan.tables.put(
                plan.id("rtb-public"),
                new ArrayList<>(List.of(Route.of("10.0.0.0/16", "local"), Route.of("0.0.0.0/0", plan.id("igw-")))));
        plan.tables.put(plan.id("rtb-private"), new ArrayList<>(List.of(Route.of("10.0.0.0/16", "local"))));
        plan.subnets.put(plan.id("subnet-a"), new Subnet("10.0.1.0/24", plan.id("rtb-public"), acl, false));
        plan.subnets.put(plan.id("subnet-b"), new Subnet("10.0.2.0/24", plan.id("rtb-public"), acl, false));
        plan.subnets.put(plan.id("subnet-c"), new Subnet("10.0.3.0/24", plan.id("rtb-private"), acl, false));
        plan.acls.put(
                acl,
                new ArrayList<>(List.of(
                        new AclRule(100, true, true, "0.0.0.0/0", 0, 65_535),
                        new AclRule(100, false, true, "0.0.0.0/0", 0, 65_535))));
        plan.groups.put(plan.id("sg-task"), new ArrayList<>(List.of(new GroupRule(true, "0.0.0.0/0", 0, 65_535))));
        plan.groups.put(
                plan.id("sg-endpoint"), new ArrayList<>(List.of(new GroupRule(false, "10.0.0.0/16", 443, 443))));
        return plan;
    }

    /** The same with the task in the private subnet, and a NAT gateway in a public one. */
    static Plan behindNat(String tag) {
        Plan plan = open(tag);
        plan.moveTask(plan.id("subnet-c"), "10.0.3.17", false);
        plan.nats.put(plan.id("nat-"), new Nat(plan.id("subnet-b"), "available", true));
        plan.route(plan.id("rtb-private"), "0.0.0.0/0", plan.id("nat-"));
        return plan;
    }

    /** The task in a private subnet, with endpoints for all it needs. */
    static Plan withEndpoints(String tag) {
        Plan plan = open(tag);
        plan.moveTask(plan.id("subnet-c"), "10.0.3.17", false);
        for (String service : List.of("ecr.api", "ecr.dkr", "logs", "secretsmanager")) {
            plan.endpoints.add(plan.endpoint(service, List.of(plan.id("subnet-b"), plan.id("subnet-c"))));
        }
        plan.endpoints.add(new Endpoint(plan.id("vpce-s3"), "s3", true, List.of(), List.of(), false));
        plan.route(plan.id("rtb-private"), S3_LIST, plan.id("vpce-s3"));
        return plan;
    }

    Endpoint endpoint(String service, List<String> in) {
        return new Endpoint(id("vpce-" + service), service, false, in, List.of(id("sg-endpoint")), true);
    }

    void moveTask(String subnet, String address, boolean publicAddress) {
        task = new Task(subnet, address, task.groups, publicAddress, task.kind);
    }

    void kind(Kind kind) {
        task = new Task(task.subnet, task.address, task.groups, task.publicAddress, kind);
    }

    /** In place of a former route to the same range. */
    void route(String table, String to, String target) {
        List<Route> routes = table(table);
        routes.removeIf(route -> route.to.equals(to));
        routes.add(Route.of(to, target));
    }

    List<Route> table(String id) {
        return Optional.ofNullable(tables.get(id)).orElseThrow();
    }

    List<AclRule> acl(String subnet) {
        return Optional.ofNullable(acls.get(subnet(subnet).acl)).orElseThrow();
    }

    Subnet subnet(String id) {
        return Optional.ofNullable(subnets.get(id)).orElseThrow();
    }

    /** Gives a subnet a network ACL of its own. */
    void ownAcl(String subnet, List<AclRule> rules) {
        Subnet old = subnet(subnet);
        String acl = "acl-of-" + subnet;
        acls.put(acl, new ArrayList<>(rules));
        subnets.put(subnet, new Subnet(old.cidr, old.table, acl, old.v6));
    }
}
