package io.stopcause.ingest.check.network;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.network.Plan.AclRule;
import io.stopcause.ingest.check.network.Plan.Endpoint;
import io.stopcause.ingest.check.network.Plan.GroupRule;
import io.stopcause.ingest.check.network.Plan.Nat;
import io.stopcause.ingest.check.network.Plan.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What really happens in a {@link Plan}: single packets, each with one address and one port, carried from hop to hop and
 * back. It shares nothing with the model that it judges: no ranges, no descriptions, and it knows what AWS does not tell.
 */
final class PacketWalk {

    private static final List<Integer> TASK_PORTS = List.of(32_768, 47_011, 60_999);
    private static final List<Integer> NAT_PORTS = List.of(1_024, 33_033, 65_535);
    /** Addresses that the services could have; rules and routes of plans divide them. */
    private static final List<String> OF_SERVICES =
            List.of("52.94.5.7", "18.200.1.1", "99.80.3.3", "3.248.9.9", "54.239.38.1");

    private static final List<String> OF_INTERNET =
            List.of("104.16.100.3", "34.200.7.7", "52.20.1.1", "151.101.1.5", "18.64.0.1");
    private static final List<String> OF_S3 = List.of("52.218.1.9", "52.218.96.1", "3.5.64.9", "3.5.71.200");
    private static final int HTTPS = 443;
    private static final Endpoint NOBODY = new Endpoint("", "", false, List.of(), List.of(), false);

    private final Plan plan;

    PacketWalk(Plan plan) {
        this.plan = plan;
    }

    /** Of all packets that could be sent there. */
    enum Truth {
        ALL_ARRIVE,
        NONE_ARRIVES,
        SOME_ARRIVE
    }

    /** A place that a name can lead to. */
    private record Target(String address, Endpoint endpoint, String subnet) {
        static Target outside(String address) {
            return new Target(address, NOBODY, "");
        }
    }

    Truth truth(String service) {
        List<List<Boolean>> each = (service.equals("ecr") ? List.of("ecr.api", "ecr.dkr") : List.of(service))
                .stream().map(this::arrivals).toList();
        if (each.stream().anyMatch(arrived -> !arrived.contains(true))) {
            return Truth.NONE_ARRIVES;
        }
        return each.stream().allMatch(arrived -> !arrived.contains(false)) ? Truth.ALL_ARRIVE : Truth.SOME_ARRIVE;
    }

    private List<Boolean> arrivals(String service) {
        String host =
                (service.startsWith("ecr.d") ? "account.dkr.ecr" : service.equals("ecr.api") ? "api.ecr" : service)
                        + "." + Aws.REGION + ".amazonaws.com";
        boolean amazons = plan.dns.servers().equals("AmazonProvidedDNS");
        if (plan.zones.stream().anyMatch(zone -> host.endsWith(zone))) {
            return List.of(plan.hidden.lets());
        }
        if (amazons && !plan.dns.on()) {
            return List.of(false);
        }
        if (!amazons && privateNetworksElsewhere()) {
            return List.of(plan.hidden.lets());
        }
        return targets(service, amazons).stream()
                .flatMap(target -> TASK_PORTS.stream().map(port -> arrives(target, port)))
                .toList();
    }

    private boolean privateNetworksElsewhere() {
        return plan.tables.getOrDefault(plan.subnet(plan.task.subnet()).table(), List.of()).stream()
                .anyMatch(
                        route -> route.to().startsWith("10.") && !route.target().equals("local") && !route.blackhole());
    }

    private List<Target> targets(String service, boolean amazons) {
        Optional<Endpoint> endpoint = plan.endpoints.stream()
                .filter(each -> each.service().equals(service) && !each.gateway())
                .filter(each -> amazons ? each.takesName() : plan.hidden.prefersEndpoints())
                .filter(each -> plan.dns.hostnames() || plan.hidden.prefersEndpoints())
                .findFirst();
        if (endpoint.isPresent()) {
            return endpoint.get().subnets().stream()
                    .map(subnet -> new Target(addressIn(subnet), endpoint.get(), subnet))
                    .toList();
        }
        List<String> addresses = service.equals("s3") ? OF_S3 : service.equals("internet") ? OF_INTERNET : OF_SERVICES;
        return addresses.stream().map(Target::outside).toList();
    }

    private String addressIn(String subnet) {
        return plan.subnet(subnet).cidr().replaceAll("\\.0/24$", ".200");
    }

    private boolean arrives(Target target, int port) {
        boolean out = plan.task.groups().stream()
                .flatMap(group -> plan.groups.getOrDefault(group, List.of()).stream())
                .anyMatch(rule -> rule.out() && lets(rule, target.address, target.endpoint.groups(), HTTPS));
        return out && (target.endpoint.equals(NOBODY) ? leaves(target.address, port) : staysInside(target, port));
    }

    private boolean staysInside(Target target, int port) {
        String here = plan.task.subnet();
        boolean in = target.endpoint.groups().stream()
                .flatMap(group -> plan.groups.getOrDefault(group, List.of()).stream())
                .anyMatch(rule -> !rule.out() && lets(rule, plan.task.address(), plan.task.groups(), HTTPS));
        boolean crossed = here.equals(target.subnet)
                || (acl(here, true, target.address, HTTPS)
                        && acl(target.subnet, false, plan.task.address(), HTTPS)
                        && acl(target.subnet, true, plan.task.address(), port)
                        && acl(here, false, target.address, port));
        return in && crossed && direct(here, target.address) && direct(target.subnet, plan.task.address());
    }

    /** Along the VPC's own route, or past something between that may let it through. */
    private boolean direct(String subnet, String address) {
        return next(subnet, address).map(Route::target).filter("local"::equals).isPresent() || plan.hidden.lets();
    }

    private boolean leaves(String address, int port) {
        String here = plan.task.subnet();
        if (!acl(here, true, address, HTTPS) || !acl(here, false, address, port)) {
            return false;
        }
        Optional<Route> route = next(here, address).filter(each -> !each.blackhole());
        if (route.isEmpty()) {
            return false;
        }
        String target = route.get().target();
        return switch (target.substring(0, target.indexOf('-') + 1)) {
            case "igw-" -> plan.task.publicAddress() && atGateway();
            case "nat-" ->
                Optional.ofNullable(plan.nats.get(target))
                        .filter(nat -> translated(nat, address, port))
                        .isPresent();
            case "pcx-" -> false;
            case "vpce-" -> target.startsWith("vpce-s3") || plan.hidden.lets();
            default -> plan.hidden.lets();
        };
    }

    private boolean atGateway() {
        return plan.edge.stream().allMatch(route -> route.target().equals("local")) || plan.hidden.lets();
    }

    private boolean translated(Nat nat, String address, int port) {
        String here = plan.task.subnet();
        boolean reached = here.equals(nat.subnet())
                || (acl(nat.subnet(), false, plan.task.address(), HTTPS)
                        && acl(nat.subnet(), true, plan.task.address(), port));
        boolean onward = next(nat.subnet(), address)
                .filter(each -> !each.blackhole())
                .filter(each -> each.target().startsWith("igw-") ? nat.isPublic() && atGateway() : beyond(each))
                .isPresent();
        boolean back = NAT_PORTS.stream().allMatch(each -> acl(nat.subnet(), false, address, each));
        return nat.state().equals("available")
                && reached
                && onward
                && acl(nat.subnet(), true, address, HTTPS)
                && back
                && direct(nat.subnet(), plan.task.address());
    }

    private boolean beyond(Route route) {
        return Stream.of("tgw-", "eni-").anyMatch(route.target()::startsWith) && plan.hidden.lets();
    }

    private boolean acl(String subnet, boolean out, String address, int port) {
        return plan.acl(subnet).stream()
                .filter(rule ->
                        rule.out() == out && rule.from() <= port && port <= rule.to() && in(rule.cidr(), address))
                .min(Comparator.comparing(AclRule::number))
                .filter(AclRule::allow)
                .isPresent();
    }

    private static boolean lets(GroupRule rule, String address, List<String> groups, int port) {
        boolean peer = rule.peer().startsWith("sg-")
                ? groups.contains(rule.peer())
                : rule.peer().startsWith("pl-")
                        ? Plan.S3_RANGES.stream().anyMatch(cidr -> in(cidr, address))
                        : in(rule.peer(), address);
        return peer && rule.from() <= port && port <= rule.to();
    }

    private Optional<Route> next(String subnet, String address) {
        List<Map.Entry<Integer, Route>> fitting = new ArrayList<>();
        for (Route route : plan.table(plan.subnet(subnet).table())) {
            (route.to().startsWith("pl-") ? Plan.S3_RANGES : List.of(route.to()))
                    .stream()
                            .filter(cidr -> in(cidr, address))
                            .forEach(cidr -> fitting.add(Map.entry(prefix(cidr), route)));
        }
        return fitting.stream().max(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
    }

    private static int prefix(String cidr) {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }

    private static boolean in(String cidr, String address) {
        if (cidr.contains(":")) {
            return false;
        }
        int shift = 32 - prefix(cidr);
        return number(cidr.substring(0, cidr.indexOf('/'))) >> shift == number(address) >> shift;
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number * 256 + Integer.parseInt(part);
        }
        return number;
    }
}
