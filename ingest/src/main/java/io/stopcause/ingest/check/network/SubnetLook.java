package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a service's network configuration asks for, and whether the subnet has it. */
final class SubnetLook {

    static final Set<String> SUBNETS = Set.of("ec2:DescribeSubnets");
    /** Less than that can have been taken and given back since the failure. */
    private static final int AMPLE = 4;

    private SubnetLook() {}

    /** Has the subnet free addresses? Some that are free by now may be those that the failed tasks gave back. */
    static Seen freeAddresses(About about, Account account) {
        String id = about.need("subnet");
        Subnet subnet = account
                .call(
                        Api.EC2,
                        "DescribeSubnets",
                        Ec2Client::describeSubnets,
                        DescribeSubnetsRequest.builder()
                                .filters(Filter.builder()
                                        .name("subnet-id")
                                        .values(id)
                                        .build())
                                .build())
                .subnets()
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotSeenException("There is no subnet " + id + " any more."));
        if (subnet.availableIpAddressCount() == null || subnet.cidrBlock() == null) {
            throw NotSeenException.absurd("ec2:DescribeSubnets");
        }
        int free = subnet.availableIpAddressCount();
        String sentence = "Of the subnet " + id + " (" + subnet.cidrBlock() + "), " + free + " addresses are free";
        if (free == 0) {
            return Seen.no(sentence + ".").with("freeAddresses", "0");
        }
        boolean ample = free >= Range.of(subnet.cidrBlock()).size().intValue() / AMPLE;
        return (ample ? Seen.yes(sentence + ".") : Seen.unknown(sentence + " by now; it may have been none."))
                .with("freeAddresses", Integer.toString(free));
    }

    /** May the tasks have public addresses? The refused call may have asked for another launch type than runs by now. */
    static Seen publicAddress(About about, Account account) {
        Service service = Ecs.service(about, account);
        Optional<AwsVpcConfiguration> configuration = configuration(service);
        boolean asked = configuration
                .filter(each -> each.assignPublicIp() == AssignPublicIp.ENABLED)
                .isPresent();
        String name = "The service " + service.serviceName();
        if (service.launchType() == LaunchType.EC2 || service.launchType() == LaunchType.EXTERNAL) {
            return Seen.no(name + " has the launch type " + service.launchType()
                    + ", whose tasks can have no public address of their own"
                    + (asked ? ", and asks for one." : "."));
        }
        return Seen.unknown(name + " runs as it is; the refused call may have asked for another launch type.");
    }

    /** Is there a network configuration where the network mode needs one? */
    static Seen configured(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        String name = definition.family() + ":" + definition.revision();
        if (definition.networkMode() != NetworkMode.AWSVPC) {
            return Seen.yes("The task definition " + name + " has the network mode "
                    + Optional.ofNullable(definition.networkModeAsString()).orElse("bridge")
                    + ", which needs no network configuration.");
        }
        Service service = Ecs.service(about, account);
        return configuration(service).isEmpty()
                ? Seen.no("The task definition " + name + " has the network mode awsvpc, and the service "
                        + service.serviceName() + " has no network configuration.")
                : Seen.unknown("The service " + service.serviceName()
                        + " has a network configuration by now; the refused call may have had none.");
    }

    private static Optional<AwsVpcConfiguration> configuration(Service service) {
        return Stream.ofNullable(service.networkConfiguration())
                .map(NetworkConfiguration::awsvpcConfiguration)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }
}
