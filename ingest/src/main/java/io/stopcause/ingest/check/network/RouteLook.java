package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.Origin.Place;
import io.stopcause.ingest.check.network.Origin.Sender;
import java.util.List;
import java.util.Set;

/** Is there a way from the task to a service? */
final class RouteLook {

    private RouteLook() {}

    static Seen at(About about, Account account) {
        String service = about.need("service");
        String region = about.region().orElse(account.region());
        Account home = account.in(about.regionOfScope().orElse(account.region()));
        boolean ofContainers = service.contains(":");
        if (SecretStores.NAMES.contains(service)) {
            var unused = account.beside(() -> Ecs.definition(about, home));
        }
        Place place = Origin.of(ofContainers ? Sender.CONTAINERS : Sender.PLATFORM, about, home);
        List<Destination> destinations = SecretStores.NAMES.contains(service)
                ? SecretStores.of(service, region, about, home)
                : Destination.of(service, region);
        if (destinations.isEmpty()) {
            throw new NotSeenException("stopcause does not know where " + service + " is.");
        }
        Network network = VpcReading.of(place.vpc(), groups(place.nic()), home);
        return seen(new Walk(network).to(place.nic(), destinations), place.nic(), service);
    }

    static Set<String> groups(Nic nic) {
        return nic.groups() instanceof Part.Known<Set<String>> known ? known.value() : Set.of();
    }

    private static Seen seen(Way way, Nic nic, String service) {
        String from = "from " + nic.name() + " in " + nic.subnet() + " to " + service;
        return Sentences.of(way, from).with("subnet", nic.subnet());
    }
}
