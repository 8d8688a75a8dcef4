package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.PolicyDocument;
import io.stopcause.ingest.check.PolicyDocument.Call;
import io.stopcause.ingest.check.PolicyDocument.Decision;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.Origin.Place;
import io.stopcause.ingest.check.network.Origin.Sender;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Do the policies of the VPC's endpoints allow a call? Who made it is not known, and mostly not on what. */
final class EndpointPolicyLook {

    private EndpointPolicyLook() {}

    static Seen at(About about, Account account) {
        String action = about.need("action");
        String service = action.split(":", 2)[0];
        Account home = account.in(about.regionOfScope().orElse(account.region()));
        Place place = Origin.of(Sender.PLATFORM, about, home);
        List<VpcEndpoint> endpoints = VpcReading.endpoints(place.vpc(), home).stream()
                .filter(each -> String.valueOf(each.serviceName()).matches(".*\\." + service + "(?:\\..+)?"))
                .toList();
        if (endpoints.isEmpty()) {
            throw new NotSeenException("There is no endpoint for " + service + " in " + place.vpc() + ".");
        }
        return Seen.worst(
                endpoints.stream().map(each -> judge(each, action, about)).toList());
    }

    private static Seen judge(VpcEndpoint endpoint, String action, About about) {
        String id = endpoint.vpcEndpointId();
        if (endpoint.policyDocument() == null) {
            throw NotSeenException.absurd("ec2:DescribeVpcEndpoints");
        }
        Decision decision = PolicyDocument.read(endpoint.policyDocument(), id)
                .of(new Call(Optional.empty(), action, about.get("resource")));
        Seen seen =
                switch (decision) {
                    case ALLOWED -> Seen.yes("The policy of " + id + " allows " + action + ".");
                    case DENIED, NOT_ALLOWED -> Seen.no("The policy of " + id + " does not allow " + action + ".");
                    case OPEN ->
                        Seen.unknown("The policy of " + id + " allows " + action
                                + " to some, or on some things, or on conditions; whether here cannot be told.");
                };
        return seen.with("endpoint", id);
    }
}
