package io.stopcause.ingest.check.network;

import static io.stopcause.ingest.check.Xml.element;
import static io.stopcause.ingest.check.Xml.response;
import static io.stopcause.ingest.check.Xml.set;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.ingest.check.FakeAws.Reply;
import io.stopcause.ingest.check.FakeAws.Request;
import io.stopcause.ingest.check.network.Plan.AclRule;
import io.stopcause.ingest.check.network.Plan.Endpoint;
import io.stopcause.ingest.check.network.Plan.GroupRule;
import io.stopcause.ingest.check.network.Plan.Kind;
import io.stopcause.ingest.check.network.Plan.Nat;
import io.stopcause.ingest.check.network.Plan.Route;
import io.stopcause.ingest.check.network.Plan.Subnet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers over HTTP, in AWS's own formats, what AWS would answer of a {@link Plan}. */
final class PlanServer {

    static final String TASK = "0123456789abcdef0123456789abcdef";
    private static final String ARN = "arn:aws:ecs:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":";
    private static final Pattern VALUE = Pattern.compile("&Filter\\.\\d+\\.Value\\.\\d+=([^&]*)");

    private final Plan plan;

    private PlanServer(Plan plan) {
        this.plan = plan;
    }

    static void serve(Plan plan, FakeAws aws) {
        PlanServer server = new PlanServer(plan);
        server.operations()
                .forEach((operation, reply) -> aws.on(operation, request -> server.reply(operation, reply, request)));
    }

    private Reply reply(String operation, Function<Request, String> reply, Request request) {
        return plan.denied.contains(operation)
                ? FakeAws.error("UnauthorizedOperation", "You are not authorized to perform this operation.")
                : FakeAws.ok(reply.apply(request));
    }

    private Map<String, Function<Request, String>> operations() {
        return Map.ofEntries(
                Map.entry("DescribeTasks", request -> task()),
                Map.entry("DescribeServices", request -> service()),
                Map.entry("DescribeTaskDefinition", request -> definition()),
                Map.entry("DescribeContainerInstances", request -> containerInstance()),
                Map.entry("DescribeInstances", request -> instance()),
                Map.entry("DescribeNetworkInterfaces", request -> nic()),
                Map.entry("DescribeSubnets", this::subnets),
                Map.entry("DescribeRouteTables", request -> tables()),
                Map.entry("DescribeNetworkAcls", request -> acls()),
                Map.entry("DescribeSecurityGroups", this::groups),
                Map.entry("DescribeVpcEndpoints", request -> endpoints()),
                Map.entry("DescribeNatGateways", request -> nats()),
                Map.entry("DescribePrefixLists", request -> prefixLists()),
                Map.entry("DescribeVpcs", request -> vpcs()),
                Map.entry("DescribeVpcAttribute", this::attribute),
                Map.entry("DescribeDhcpOptions", request -> dhcp()),
                Map.entry("GET /2013-04-01/hostedzonesbyvpc", request -> zones()));
    }

    private static String service(String network) {
        return "{\"services\":[{\"serviceName\":\"orders\",\"status\":\"ACTIVE\",\"deployments\":[{\"id\":\"ecs-svc/1\","
                + "\"networkConfiguration\":" + network + "}]}]}";
    }

    private String service() {
        return service("{\"awsvpcConfiguration\":{\"subnets\":[\"" + plan.task.subnet() + "\"],\"securityGroups\":["
                + plan.task.groups().stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(","))
                + "],\"assignPublicIp\":\"" + (plan.task.publicAddress() ? "ENABLED" : "DISABLED") + "\"}}");
    }

    private String task() {
        Kind kind = plan.task.kind();
        String eni = "\"attachments\":[{\"type\":\"ElasticNetworkInterface\",\"status\":\"DELETED\",\"details\":["
                + "{\"name\":\"subnetId\",\"value\":\"" + plan.task.subnet() + "\"},"
                + "{\"name\":\"networkInterfaceId\",\"value\":\"" + plan.id("eni-") + "\"},"
                + "{\"name\":\"privateIPv4Address\",\"value\":\"" + plan.task.address() + "\"}]}],";
        String instance = "\"containerInstanceArn\":\"" + ARN + "container-instance/shop/" + plan.id("ci") + "\",";
        return "{\"tasks\":[{\"taskArn\":\"" + ARN + "task/shop/" + TASK + "\",\"launchType\":\""
                + (kind == Kind.EC2 ? "EC2" : "FARGATE")
                + "\",\"platformVersion\":\"1.4.0\",\"availabilityZone\":\"eu-west-1a\","
                + (kind == Kind.EC2 ? instance : eni)
                + "\"group\":\"" + (kind == Kind.ALONE_AND_GONE ? "family:orders" : "service:orders" + plan.tag)
                + "\",\"startedBy\":\"ecs-svc/1\",\"taskDefinitionArn\":\"" + ARN + "task-definition/orders:7\"}]}";
    }

    private static String definition() {
        return "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7,\"containerDefinitions\":[{\"name\":\"web\","
                + "\"secrets\":[{\"name\":\"DB\",\"valueFrom\":\"arn:aws:secretsmanager:" + Aws.REGION + ":"
                + FakeAws.ACCOUNT + ":secret:db-AbCdEf\"}]}]}}";
    }

    private String containerInstance() {
        return "{\"containerInstances\":[{\"ec2InstanceId\":\"" + plan.id("i-") + "\"}]}";
    }

    private String instance() {
        return response(
                "DescribeInstances",
                set(
                        "reservationSet",
                        Stream.of(plan),
                        any -> set("instancesSet", Stream.of(plan), each -> instance(each))));
    }

    private static String instance(Plan plan) {
        return element("instanceId", plan.id("i-"))
                + element("subnetId", plan.task.subnet())
                + element("vpcId", plan.vpc())
                + element("privateIpAddress", plan.task.address())
                + (plan.task.publicAddress() ? element("ipAddress", "18.200.0.9") : "")
                + set("groupSet", plan.task.groups(), group -> element("groupId", group));
    }

    private String nic() {
        List<Plan> standing = plan.task.kind() == Kind.FARGATE_ALIVE ? List.of(plan) : List.of();
        return response(
                "DescribeNetworkInterfaces",
                set(
                        "networkInterfaceSet",
                        standing,
                        each -> element("subnetId", plan.task.subnet())
                                + element("vpcId", plan.vpc())
                                + element("privateIpAddress", plan.task.address())
                                + set("groupSet", plan.task.groups(), group -> element("groupId", group))
                                + (plan.task.publicAddress()
                                        ? element("association", element("publicIp", "18.200.0.9"))
                                        : "")));
    }

    private static List<String> values(Request request) {
        Matcher matcher = VALUE.matcher(request.body());
        return matcher.results().map(each -> each.group(1)).toList();
    }

    private String subnets(Request request) {
        List<String> wanted = values(request);
        return response(
                "DescribeSubnets",
                set(
                        "subnetSet",
                        plan.subnets.entrySet().stream()
                                .filter(each -> wanted.contains(each.getKey()) || wanted.contains(plan.vpc())),
                        each -> subnet(each.getKey(), each.getValue())));
    }

    private String subnet(String id, Subnet subnet) {
        String six = subnet.v6()
                ? set("ipv6CidrBlockAssociationSet", List.of("2a05:d018::/64"), cidr -> element("ipv6CidrBlock", cidr))
                : "";
        return element("subnetId", id) + element("vpcId", plan.vpc()) + element("cidrBlock", subnet.cidr()) + six;
    }

    private String tables() {
        Stream<String> all = plan.tables.keySet().stream();
        return response(
                "DescribeRouteTables",
                element("routeTableSet", all.map(this::table).collect(Collectors.joining()) + edge()));
    }

    private String table(String id) {
        Stream<String> subnets = plan.subnets.entrySet().stream()
                .filter(each -> each.getValue().table().equals(id))
                .map(Map.Entry::getKey);
        return element(
                "item",
                element("routeTableId", id)
                        + set("routeSet", plan.tables.getOrDefault(id, List.of()), PlanServer::route)
                        + set("associationSet", subnets, subnet -> element("subnetId", subnet)));
    }

    private String edge() {
        return plan.edge.isEmpty()
                ? ""
                : element(
                        "item",
                        element("routeTableId", plan.id("rtb-edge"))
                                + set("routeSet", plan.edge, PlanServer::route)
                                + set("associationSet", List.of(plan.id("igw-")), gate -> element("gatewayId", gate)));
    }

    private static String route(Route route) {
        String kind = route.to().startsWith("pl-")
                ? "destinationPrefixListId"
                : route.to().contains(":") ? "destinationIpv6CidrBlock" : "destinationCidrBlock";
        return element(kind, route.to())
                + element(targetOf(route.target()), route.target())
                + element("state", route.blackhole() ? "blackhole" : "active")
                + element("origin", "CreateRoute");
    }

    private static String targetOf(String target) {
        return switch (target.substring(0, target.indexOf('-') < 0 ? target.length() : target.indexOf('-'))) {
            case "nat" -> "natGatewayId";
            case "tgw" -> "transitGatewayId";
            case "pcx" -> "vpcPeeringConnectionId";
            case "eni" -> "networkInterfaceId";
            case "eigw" -> "egressOnlyInternetGatewayId";
            default -> "gatewayId";
        };
    }

    private String acls() {
        return response("DescribeNetworkAcls", set("networkAclSet", plan.acls.entrySet().stream(), each -> {
            Stream<String> subnets = plan.subnets.entrySet().stream()
                    .filter(subnet -> subnet.getValue().acl().equals(each.getKey()))
                    .map(Map.Entry::getKey);
            return element("networkAclId", each.getKey())
                    + set("associationSet", subnets, subnet -> element("subnetId", subnet))
                    + set("entrySet", each.getValue(), PlanServer::aclRule);
        }));
    }

    private static String aclRule(AclRule rule) {
        return element("ruleNumber", rule.number())
                + element("protocol", rule.from() == 0 && rule.to() == 65_535 ? "-1" : "6")
                + element("ruleAction", rule.allow() ? "allow" : "deny")
                + element("egress", rule.out())
                + element("cidrBlock", rule.cidr())
                + element("portRange", element("from", rule.from()) + element("to", rule.to()));
    }

    private String groups(Request request) {
        List<String> wanted = values(request);
        return response(
                "DescribeSecurityGroups",
                set(
                        "securityGroupInfo",
                        plan.groups.entrySet().stream().filter(each -> wanted.contains(each.getKey())),
                        each -> element("groupId", each.getKey())
                                + set("ipPermissions", rules(each.getValue(), false), PlanServer::rule)
                                + set("ipPermissionsEgress", rules(each.getValue(), true), PlanServer::rule)));
    }

    private static Stream<GroupRule> rules(List<GroupRule> all, boolean out) {
        return all.stream().filter(rule -> rule.out() == out);
    }

    private static String rule(GroupRule rule) {
        List<String> peer = List.of(rule.peer());
        boolean any = rule.from() == 0 && rule.to() == 65_535;
        String ports = any
                ? element("ipProtocol", "-1")
                : element("ipProtocol", "tcp") + element("fromPort", rule.from()) + element("toPort", rule.to());
        if (rule.peer().startsWith("sg-")) {
            return ports + set("groups", peer, id -> element("groupId", id));
        }
        if (rule.peer().contains(":")) {
            return ports + set("ipv6Ranges", peer, cidr -> element("cidrIpv6", cidr));
        }
        return ports
                + (rule.peer().startsWith("pl-")
                        ? set("prefixListIds", peer, id -> element("prefixListId", id))
                        : set("ipRanges", peer, cidr -> element("cidrIp", cidr)));
    }

    private String endpoints() {
        return response("DescribeVpcEndpoints", set("vpcEndpointSet", plan.endpoints, PlanServer::endpoint));
    }

    private static String endpoint(Endpoint endpoint) {
        return element("vpcEndpointId", endpoint.id())
                + element("vpcEndpointType", endpoint.gateway() ? "Gateway" : "Interface")
                + element("serviceName", "com.amazonaws." + Aws.REGION + "." + endpoint.service())
                + element("state", "available")
                + element("privateDnsEnabled", endpoint.takesName())
                + set("subnetIdSet", endpoint.subnets(), id -> id)
                + set("groupSet", endpoint.groups(), id -> element("groupId", id));
    }

    private String nats() {
        return response(
                "DescribeNatGateways",
                set("natGatewaySet", plan.nats.entrySet().stream(), each -> nat(each.getKey(), each.getValue())));
    }

    private static String nat(String id, Nat nat) {
        return element("natGatewayId", id)
                + element("subnetId", nat.subnet())
                + element("state", nat.state())
                + element("connectivityType", nat.isPublic() ? "public" : "private");
    }

    private static String prefixLists() {
        return response(
                "DescribePrefixLists",
                set(
                        "prefixListSet",
                        List.of(Plan.S3_LIST),
                        id -> element("prefixListId", id)
                                + element("prefixListName", "com.amazonaws." + Aws.REGION + ".s3")
                                + set("cidrSet", Plan.S3_RANGES, cidr -> cidr)));
    }

    private String vpcs() {
        return response(
                "DescribeVpcs",
                set(
                        "vpcSet",
                        List.of(plan.vpc()),
                        id -> element("vpcId", id) + element("dhcpOptionsId", plan.id("dopt-"))));
    }

    private String attribute(Request request) {
        boolean hostnames = request.body().contains("enableDnsHostnames");
        return response(
                "DescribeVpcAttribute",
                element("vpcId", plan.vpc())
                        + element(
                                hostnames ? "enableDnsHostnames" : "enableDnsSupport",
                                element("value", hostnames ? plan.dns.hostnames() : plan.dns.on())));
    }

    private String dhcp() {
        return response(
                "DescribeDhcpOptions",
                set(
                        "dhcpOptionsSet",
                        List.of(plan.dns.servers()),
                        servers -> element("dhcpOptionsId", plan.id("dopt-"))
                                + set(
                                        "dhcpConfigurationSet",
                                        List.of("domain-name-servers"),
                                        key -> element("key", key)
                                                + set(
                                                        "valueSet",
                                                        List.of(servers),
                                                        value -> element("value", value)))));
    }

    private String zones() {
        String all = plan.zones.stream()
                .map(name -> element(
                        "HostedZoneSummary",
                        element("HostedZoneId", "Z1")
                                + element("Name", name + ".")
                                + element("Owner", element("OwningAccount", FakeAws.ACCOUNT))))
                .collect(Collectors.joining());
        return response("ListHostedZonesByVPC", element("HostedZoneSummaries", all) + element("MaxItems", "100"));
    }
}
