package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.network.Network.Doors;
import io.stopcause.ingest.check.network.Network.Layout;
import io.stopcause.ingest.check.network.Network.Names;
import io.stopcause.ingest.check.network.Network.PrefixList;
import io.stopcause.ingest.check.network.Pages.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByVpcRequest;

/**
 * Reads one VPC and nothing beside it, however large the account is. The parts are read at the same time; one that may
 * not be read is unread, with the reason, and the others stand.
 */
final class VpcReading {

    static final Set<String> ACTIONS = Set.of(
            "ec2:DescribeDhcpOptions",
            "ec2:DescribeNatGateways",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribePrefixLists",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcAttribute",
            "ec2:DescribeVpcEndpoints",
            "ec2:DescribeVpcs",
            "ec2:GetManagedPrefixListEntries",
            "route53:ListHostedZonesByVPC");

    private static final Set<String> AMAZONS_SERVERS = Set.of("AmazonProvidedDNS", "169.254.169.253");
    private static final int PAGE = 100;
    /** What one call takes as a filter. */
    private static final int VALUES = 200;

    private final Account account;
    private final String vpc;

    private VpcReading(Account account, String vpc) {
        this.account = account;
        this.vpc = vpc;
    }

    /**
     * Reads.
     *
     * @param groups security groups that will be asked about; those of endpoints are read too
     */
    static Network of(String vpc, Set<String> groups, Account account) {
        return new VpcReading(account, vpc).read(groups);
    }

    /** Begins to read what does not depend on security groups; {@link #of} will find it. */
    static void ahead(String vpc, Account account) {
        var unused = new VpcReading(account, vpc).begin();
    }

    static List<VpcEndpoint> endpoints(String vpc, Account account) {
        return new VpcReading(account, vpc).endpoints();
    }

    static Names names(String vpc, Account account) {
        return new VpcReading(account, vpc).names();
    }

    /** All that can be read at once. */
    private record Begun(
            CompletableFuture<Part<List<Subnet>>> subnets,
            CompletableFuture<Part<List<RouteTable>>> tables,
            CompletableFuture<Part<List<NetworkAcl>>> acls,
            CompletableFuture<Part<List<VpcEndpoint>>> endpoints,
            CompletableFuture<Part<List<NatGateway>>> nats,
            CompletableFuture<Part<Map<String, PrefixList>>> lists,
            CompletableFuture<Part<Names>> names) {}

    private Begun begin() {
        return new Begun(
                Together.read(account, this::subnets),
                Together.read(account, this::routeTables),
                Together.read(account, this::acls),
                Together.read(account, this::endpoints),
                Together.read(account, this::nats),
                Together.read(account, this::servicesLists),
                Together.read(account, this::names));
    }

    private Network read(Set<String> wanted) {
        Begun begun = begin();
        Set<String> ids = new TreeSet<>(wanted);
        Part<List<VpcEndpoint>> endpoints = Together.join(begun.endpoints);
        endpoints.ifKnown(all -> all.forEach(each -> each.groups().forEach(group -> ids.add(group.groupId()))));
        Part<List<SecurityGroup>> groups = Together.join(Together.read(account, () -> groups(ids)));
        Layout layout =
                new Layout(Together.join(begun.subnets), Together.join(begun.tables), Together.join(begun.acls));
        return new Network(
                vpc,
                layout,
                groups,
                new Doors(endpoints, Together.join(begun.nats)),
                Together.join(begun.lists).map(known -> withOwnLists(known, layout, groups)),
                Together.join(begun.names));
    }

    private static Filter filter(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    private Filter ofVpc() {
        return filter("vpc-id", List.of(vpc));
    }

    private List<Subnet> subnets() {
        return Pages.all("subnets of " + vpc, token -> {
            var page = account.call(
                    Api.EC2,
                    "DescribeSubnets",
                    Ec2Client::describeSubnets,
                    DescribeSubnetsRequest.builder()
                            .filters(ofVpc())
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null))
                            .build());
            return new Page<>(page.subnets(), page.nextToken());
        });
    }

    private List<RouteTable> routeTables() {
        return Pages.all("route tables of " + vpc, token -> {
            var page = account.call(
                    Api.EC2,
                    "DescribeRouteTables",
                    Ec2Client::describeRouteTables,
                    DescribeRouteTablesRequest.builder()
                            .filters(ofVpc())
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null))
                            .build());
            return new Page<>(page.routeTables(), page.nextToken());
        });
    }

    private List<NetworkAcl> acls() {
        return Pages.all("network ACLs of " + vpc, token -> {
            var page = account.call(
                    Api.EC2,
                    "DescribeNetworkAcls",
                    Ec2Client::describeNetworkAcls,
                    DescribeNetworkAclsRequest.builder()
                            .filters(ofVpc())
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null))
                            .build());
            return new Page<>(page.networkAcls(), page.nextToken());
        });
    }

    private List<VpcEndpoint> endpoints() {
        return Pages.all("endpoints of " + vpc, token -> {
            var page = account.call(
                    Api.EC2,
                    "DescribeVpcEndpoints",
                    Ec2Client::describeVpcEndpoints,
                    DescribeVpcEndpointsRequest.builder()
                            .filters(ofVpc())
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null))
                            .build());
            return new Page<>(page.vpcEndpoints(), page.nextToken());
        });
    }

    private List<NatGateway> nats() {
        return Pages.all("NAT gateways of " + vpc, token -> {
            var page = account.call(
                    Api.EC2,
                    "DescribeNatGateways",
                    Ec2Client::describeNatGateways,
                    DescribeNatGatewaysRequest.builder()
                            .filter(ofVpc())
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null))
                            .build());
            return new Page<>(page.natGateways(), page.nextToken());
        });
    }

    private List<SecurityGroup> groups(Set<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        if (ids.size() > VALUES) {
            throw new NotSeenException("The endpoints of " + vpc + " have more than " + VALUES + " security groups.");
        }
        return Pages.all("security groups", token -> {
            var page = account.call(
                    Api.EC2,
                    "DescribeSecurityGroups",
                    Ec2Client::describeSecurityGroups,
                    DescribeSecurityGroupsRequest.builder()
                            .filters(filter("group-id", ids))
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null))
                            .build());
            return new Page<>(page.securityGroups(), page.nextToken());
        });
    }

    /** The addresses of services with gateway endpoints. */
    private Map<String, PrefixList> servicesLists() {
        Map<String, PrefixList> lists = new TreeMap<>();
        Pages.all("prefix lists", token -> {
                    var page = account.call(
                            Api.EC2,
                            "DescribePrefixLists",
                            Ec2Client::describePrefixLists,
                            DescribePrefixListsRequest.builder()
                                    .maxResults(PAGE)
                                    .nextToken(token.orElse(null))
                                    .build());
                    return new Page<>(page.prefixLists(), page.nextToken());
                })
                .forEach(each -> lists.put(each.prefixListId(), list(each.prefixListName(), each.cidrs())));
        return lists;
    }

    private static PrefixList list(String name, Collection<String> cidrs) {
        return new PrefixList(name, cidrs.stream().map(Range::of).toList());
    }

    /** The lists that people keep, as far as a route or rule names them. */
    private Map<String, PrefixList> withOwnLists(
            Map<String, PrefixList> known, Layout layout, Part<List<SecurityGroup>> groups) {
        Set<String> named = new TreeSet<>();
        layout.routeTables().ifKnown(tables -> tables.stream()
                .flatMap(table -> table.routes().stream())
                .map(Route::destinationPrefixListId)
                .flatMap(Stream::ofNullable)
                .forEach(named::add));
        groups.ifKnown(all -> all.stream()
                .flatMap(group -> Stream.concat(group.ipPermissions().stream(), group.ipPermissionsEgress().stream()))
                .flatMap(permission -> permission.prefixListIds().stream())
                .forEach(each -> named.add(each.prefixListId())));
        named.removeAll(known.keySet());
        Map<String, PrefixList> all = new TreeMap<>(known);
        Map<String, CompletableFuture<Part<List<String>>>> reading = new TreeMap<>();
        named.forEach(id -> reading.put(id, Together.read(account, () -> entries(id))));
        reading.forEach((id, entries) -> Together.join(entries).ifKnown(cidrs -> all.put(id, list(id, cidrs))));
        return all;
    }

    private List<String> entries(String id) {
        return Pages.all("entries of " + id, token -> {
            var page = account.call(
                    Api.EC2,
                    "GetManagedPrefixListEntries",
                    Ec2Client::getManagedPrefixListEntries,
                    GetManagedPrefixListEntriesRequest.builder()
                            .prefixListId(id)
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null))
                            .build());
            return new Page<>(page.entries().stream().map(each -> each.cidr()).toList(), page.nextToken());
        });
    }

    private Names names() {
        CompletableFuture<Part<Boolean>> on =
                Together.read(account, () -> attribute(VpcAttributeName.ENABLE_DNS_SUPPORT));
        CompletableFuture<Part<Boolean>> hostnames =
                Together.read(account, () -> attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES));
        CompletableFuture<Part<List<String>>> zones = Together.read(account, this::zones);
        CompletableFuture<Part<Boolean>> amazons = Together.read(account, this::asksAmazon);
        return new Names(
                Together.join(on).orThrow(),
                Together.join(hostnames).orThrow(),
                Together.join(amazons).orThrow(),
                Together.join(zones).orThrow());
    }

    private boolean attribute(VpcAttributeName name) {
        DescribeVpcAttributeResponse response = account.call(
                Api.EC2,
                "DescribeVpcAttribute",
                Ec2Client::describeVpcAttribute,
                DescribeVpcAttributeRequest.builder().vpcId(vpc).attribute(name).build());
        return Stream.of(response.enableDnsSupport(), response.enableDnsHostnames())
                .flatMap(Stream::ofNullable)
                .map(each -> each.value())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseThrow(() -> NotSeenException.absurd("ec2:DescribeVpcAttribute"));
    }

    private boolean asksAmazon() {
        String options = account
                .call(
                        Api.EC2,
                        "DescribeVpcs",
                        Ec2Client::describeVpcs,
                        DescribeVpcsRequest.builder().filters(ofVpc()).build())
                .vpcs()
                .stream()
                .findFirst()
                .map(Vpc::dhcpOptionsId)
                .orElseThrow(() -> NotSeenException.absurd("ec2:DescribeVpcs"));
        if (options.equals("default")) {
            return false;
        }
        List<String> servers = account
                .call(
                        Api.EC2,
                        "DescribeDhcpOptions",
                        Ec2Client::describeDhcpOptions,
                        DescribeDhcpOptionsRequest.builder()
                                .filters(filter("dhcp-options-id", List.of(options)))
                                .build())
                .dhcpOptions()
                .stream()
                .flatMap(each -> each.dhcpConfigurations().stream())
                .filter(each -> "domain-name-servers".equals(each.key()))
                .flatMap(each -> each.values().stream())
                .map(each -> each.value())
                .toList();
        return !servers.isEmpty() && AMAZONS_SERVERS.containsAll(servers);
    }

    /** Private zones of people; those that AWS keeps for endpoints and file systems answer as the endpoints say. */
    private List<String> zones() {
        return Pages.all("private zones of " + vpc, token -> {
                    var page = account.call(
                            Api.ROUTE_53,
                            "ListHostedZonesByVPC",
                            Route53Client::listHostedZonesByVPC,
                            ListHostedZonesByVpcRequest.builder()
                                    .vpcId(vpc)
                                    .vpcRegion(account.region())
                                    .nextToken(token.orElse(null))
                                    .build());
                    return new Page<>(page.hostedZoneSummaries(), page.nextToken());
                })
                .stream()
                .filter(zone -> zone.owner() == null || zone.owner().owningService() == null)
                .flatMap(zone -> Optional.ofNullable(zone.name()).stream())
                .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .toList();
    }
}
