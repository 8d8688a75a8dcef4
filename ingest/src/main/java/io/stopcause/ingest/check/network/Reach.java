package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.Flow.Ports;
import io.stopcause.ingest.check.network.Origin.Place;
import io.stopcause.ingest.check.network.Origin.Sender;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Ways from a task to an interface in its VPC. */
public final class Reach {

    private Reach() {}

    /**
     * An interface that listens.
     *
     * @param name what a person calls it
     * @param address IPv4
     */
    public record End(String name, String vpc, String subnet, String address, Set<String> groups) {
        public End {
            groups = Set.copyOf(groups);
        }
    }

    /** Begins to look where the task's packets start, which {@link #fromTask} will want. */
    public static void ahead(About about, Account account) {
        var unused = account.beside(() -> {
            Place place = Origin.of(Sender.PLATFORM, about, account);
            VpcReading.ahead(place.vpc(), account);
            return place;
        });
    }

    /** Whether what the platform does for the task, such as mounting, gets there and its answers back. */
    public static Seen fromTask(End end, int port, About about, Account account) {
        Place place = Origin.of(Sender.PLATFORM, about, account);
        if (!place.vpc().equals(end.vpc)) {
            throw new NotSeenException(end.name + " is in " + end.vpc + " and the task in " + place.vpc()
                    + ": what lies between is not known.");
        }
        Set<String> groups = new TreeSet<>(end.groups);
        groups.addAll(RouteLook.groups(place.nic()));
        Network network = VpcReading.of(end.vpc, groups, account);
        Part<Set<String>> guards = end.groups.isEmpty()
                ? Part.unread("the security groups of " + end.name + " are not described")
                : Part.known(end.groups);
        Nic nic = new Nic(end.name, end.subnet, Optional.of(end.address), guards, Part.known(false));
        Way way = new Walk(network).between(place.nic(), nic, port, Ports.OF_GATEWAYS);
        return Sentences.of(way, "from " + place.nic().name() + " to " + end.name + ":" + port);
    }
}
