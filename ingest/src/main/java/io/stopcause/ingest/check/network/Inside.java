package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.network.Filters.Direction;
import io.stopcause.ingest.check.network.Filters.Peer;
import io.stopcause.ingest.check.network.Flow.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Ways between two interfaces of one VPC. */
final class Inside {

    private final Network network;
    private final Filters filters;

    Inside(Network network) {
        this.network = network;
        this.filters = new Filters(network);
    }

    /**
     * Both security groups, both network ACLs and both route tables.
     *
     * @param clients ports that the side which begins picks its own from
     */
    Way between(Nic from, Nic to, int port, Ports clients) {
        return known(from, start -> known(to, end -> between(from, start, to, end, port, clients)));
    }

    private Way between(Nic from, Peer start, Nic to, Peer end, int port, Ports clients) {
        List<Way> hops = new ArrayList<>();
        hops.add(filters.groups(from, Direction.OUT, end, port));
        hops.add(crossing(from.subnet(), start, to.subnet(), end, Ports.only(port), clients));
        hops.add(filters.groups(to, Direction.IN, start, port));
        return Way.through(hops);
    }

    /** From one subnet into another and back: network ACLs stand at borders only, so one subnet is no crossing. */
    private Way crossing(String here, Peer start, String there, Peer end, Ports out, Ports back) {
        List<Way> hops = new ArrayList<>();
        hops.add(local(here, end));
        hops.add(local(there, start));
        if (!here.equals(there)) {
            hops.add(filters.acl(here, Direction.OUT, end, out));
            hops.add(filters.acl(there, Direction.IN, start, out));
            hops.add(filters.acl(there, Direction.OUT, start, back));
            hops.add(filters.acl(here, Direction.IN, end, back));
        }
        return Way.through(hops);
    }

    /** Whether the subnet's table leads to other addresses of the VPC without a detour. */
    Way local(String subnet, Peer peer) {
        Routes routes = new Routes(network);
        return network.routeTable(subnet)
                .flatMap(table -> routes.legs(table, peer.ranges()))
                .way(legs -> Way.whicheverOf(legs.stream().map(Inside::local).toList()));
    }

    /** Every table has a local route; a narrower one leads through something that we do not know. */
    private static Way local(Routes.Leg leg) {
        return leg.route().filter(Routes::isLocal).isPresent()
                ? Way.open()
                : new Way.Unclear(leg.name() + " leads away from the VPC's own route, through something between");
    }

    private Way known(Nic nic, Function<Peer, Way> next) {
        return network.addresses(nic).way(ranges -> nic.groups()
                .way(groups -> next.apply(new Peer(nic.name(), ranges, Set.copyOf(groups)))));
    }
}
