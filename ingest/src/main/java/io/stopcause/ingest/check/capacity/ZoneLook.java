package io.stopcause.ingest.check.capacity;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;

/** A task with an interface of its own runs on an instance of its subnet's zone. */
final class ZoneLook {

    private static final String ZONE = "ecs.availability-zone";

    private ZoneLook() {}

    static Seen at(About about, Account account) {
        Service service = Ecs.service(about, account);
        List<String> subnets = Optional.ofNullable(service.networkConfiguration())
                .map(NetworkConfiguration::awsvpcConfiguration)
                .map(AwsVpcConfiguration::subnets)
                .orElse(List.of());
        if (subnets.isEmpty()) {
            throw new NotSeenException("The service " + service.serviceName() + " names no subnets.");
        }
        Fleet fleet = Fleet.of(about, account);
        Set<String> having = fleet.instances().stream()
                .flatMap(each -> each.attributes().stream())
                .filter(each -> ZONE.equals(each.name()))
                .flatMap(each -> Stream.ofNullable(each.value()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (having.isEmpty()) {
            throw new NotSeenException("The cluster " + fleet.name() + " has no instances of its own in any zone.");
        }
        Set<String> wanted = zones(subnets, account);
        String sentence = "The subnets of " + service.serviceName() + " are in " + String.join(", ", wanted)
                + ", the instances of " + fleet.name() + " in " + String.join(", ", having);
        return wanted.stream().noneMatch(having::contains)
                ? Seen.no(sentence + ": no task can be placed.")
                : Seen.unknown(sentence + ".");
    }

    private static Set<String> zones(List<String> subnets, Account account) {
        Set<String> zones = account
                .call(
                        Api.EC2,
                        "DescribeSubnets",
                        Ec2Client::describeSubnets,
                        DescribeSubnetsRequest.builder()
                                .filters(Filter.builder()
                                        .name("subnet-id")
                                        .values(subnets)
                                        .build())
                                .build())
                .subnets()
                .stream()
                .map(Subnet::availabilityZone)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toCollection(TreeSet::new));
        if (zones.isEmpty()) {
            throw NotSeenException.absurd("ec2:DescribeSubnets");
        }
        return zones;
    }
}
