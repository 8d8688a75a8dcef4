package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.Network.Names;
import io.stopcause.ingest.check.network.Origin.Place;
import io.stopcause.ingest.check.network.Origin.Sender;

/** Can the name be resolved where the task is? That a VPC resolves names says nothing of a certain one. */
final class NameLook {

    private NameLook() {}

    static Seen at(About about, Account account) {
        String host = about.need("host");
        Account home = account.in(about.regionOfScope().orElse(account.region()));
        Place place = Origin.of(Sender.PLATFORM, about, home);
        Names names = VpcReading.names(place.vpc(), home);
        if (names.amazons() && !names.on()) {
            return Seen.no("The VPC resolves no names: enableDnsSupport of " + place.vpc() + " is off.")
                    .with("vpc", place.vpc());
        }
        return names.answeredElsewhere(host)
                .map(zone -> Seen.unknown("Names like " + host + " are answered by the private zone " + zone + " in "
                        + place.vpc() + "; whether it has this one was not looked at."))
                .orElseGet(() -> Seen.unknown("The VPC " + place.vpc() + " resolves names by "
                        + (names.amazons() ? "Amazon's servers" : "name servers of its own")
                        + "; whether they know " + host + " cannot be seen."))
                .with("vpc", place.vpc());
    }
}
