package io.stopcause.ingest.check.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * TCP packets between here and some peers.
 *
 * @param peers addresses at the other side
 * @param ports destination ports
 */
record Flow(Range peers, Ports ports) {

    /** A run of ports, both ends included. */
    record Ports(int first, int last) {

        static final Ports ANY = new Ports(0, 65_535);
        /** What Linux picks the port of a client from. */
        static final Ports OF_LINUX_CLIENTS = new Ports(32_768, 60_999);
        /** What NAT gateways and load balancers pick from. */
        static final Ports OF_GATEWAYS = new Ports(1_024, 65_535);

        static Ports only(int port) {
            return new Ports(port, port);
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    static List<Flow> of(List<Range> peers, Ports ports) {
        return peers.stream().map(range -> new Flow(range, ports)).toList();
    }

    Optional<Flow> common(Flow other) {
        int low = Math.max(ports.first, other.ports.first);
        int high = Math.min(ports.last, other.ports.last);
        return low > high
                ? Optional.empty()
                : peers.common(other.peers).map(range -> new Flow(range, new Ports(low, high)));
    }

    /** What is left without the other. */
    Stream<Flow> without(Flow other) {
        Optional<Flow> gone = common(other);
        if (gone.isEmpty()) {
            return Stream.of(this);
        }
        List<Flow> left = new ArrayList<>();
        peers.without(other.peers).forEach(range -> left.add(new Flow(range, ports)));
        Range shared = gone.get().peers;
        if (ports.first < gone.get().ports.first) {
            left.add(new Flow(shared, new Ports(ports.first, gone.get().ports.first - 1)));
        }
        if (gone.get().ports.last < ports.last) {
            left.add(new Flow(shared, new Ports(gone.get().ports.last + 1, ports.last)));
        }
        return left.stream();
    }
}
