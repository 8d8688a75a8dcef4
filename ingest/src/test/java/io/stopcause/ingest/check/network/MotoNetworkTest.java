package io.stopcause.ingest.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.MotoServer;
import io.stopcause.ingest.check.Answerer;
import io.stopcause.ingest.check.Asked;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Question;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/** The way to a service in a network that was built by AWS's own API, with answers that others put together. */
class MotoNetworkTest {

    private final MotoServer moto = MotoServer.start();
    private final Ec2Client ec2 = Ec2Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.of(Aws.REGION))
            .endpointOverride(moto.aws().endpoint().orElseThrow())
            .build();
    private final EcsClient ecs = EcsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.of(Aws.REGION))
            .endpointOverride(moto.aws().endpoint().orElseThrow())
            .build();

    private String vpc = "";
    private String gateway = "";
    private String subnet = "";
    private String task = "";

    @AfterEach
    void stop() {
        ec2.close();
        ecs.close();
        moto.close();
    }

    @BeforeEach
    void runATaskInAPublicSubnet() {
        vpc = ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        ec2.modifyVpcAttribute(request -> request.vpcId(vpc).enableDnsHostnames(value -> value.value(true)));
        String options = ec2.createDhcpOptions(
                        request -> request.dhcpConfigurations(List.of(NewDhcpConfiguration.builder()
                                .key("domain-name-servers")
                                .values("AmazonProvidedDNS")
                                .build())))
                .dhcpOptions()
                .dhcpOptionsId();
        ec2.associateDhcpOptions(request -> request.vpcId(vpc).dhcpOptionsId(options));
        gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(request -> request.vpcId(vpc).internetGatewayId(gateway));
        subnet = subnet("10.0.1.0/24");
        String group = ec2.createSecurityGroup(
                        request -> request.vpcId(vpc).groupName("task").description("task"))
                .groupId();
        ecs.createCluster(request -> request.clusterName("shop"));
        ecs.registerTaskDefinition(request -> request.family("orders")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .cpu("256")
                .memory("512")
                .containerDefinitions(List.of(ContainerDefinition.builder()
                        .name("web")
                        .image("orders:7")
                        .memory(512)
                        .build())));
        task = ecs.runTask(request -> request.cluster("shop")
                        .taskDefinition("orders")
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(network -> network.awsvpcConfiguration(
                                in -> in.subnets(subnet).securityGroups(group))))
                .tasks()
                .get(0)
                .taskArn();
    }

    private String subnet(String cidr) {
        return ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock(cidr))
                .subnet()
                .subnetId();
    }

    private String table(String of) {
        String table =
                ec2.createRouteTable(request -> request.vpcId(vpc)).routeTable().routeTableId();
        ec2.associateRouteTable(request -> request.routeTableId(table).subnetId(of));
        return table;
    }

    private Answer ask(String service) {
        try (Answerer answerer = Asked.hurried(moto.aws())) {
            return answerer.answer(new Question(
                    MotoServer.ACCOUNT + "/" + Aws.REGION + "/shop/orders",
                    "route-to-service-exists",
                    Map.of("service", service, "region", Aws.REGION, "task", task)));
        }
    }

    private void assertTold(Answer answer, Outcome outcome, String words) {
        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
        assertThat(answer.explanation()).contains(words);
    }

    @Test
    void anInternetGatewayIsNoWayWithoutAPublicAddress() {
        String table = table(subnet);
        assertTold(ask("logs"), Outcome.NO, table);

        ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        assertTold(ask("logs"), Outcome.NO, "the task has no public address");
    }

    @Test
    void aNatGatewayInAPublicSubnetIsAWay() {
        String publicSubnet = subnet("10.0.2.0/24");
        String publicTable = table(publicSubnet);
        String address = ec2.allocateAddress().allocationId();
        String nat = ec2.createNatGateway(
                        request -> request.subnetId(publicSubnet).allocationId(address))
                .natGateway()
                .natGatewayId();
        String table = table(subnet);
        ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").natGatewayId(nat));
        assertTold(ask("ecr"), Outcome.NO, publicTable);

        ec2.createRoute(request -> request.routeTableId(publicTable)
                .destinationCidrBlock("0.0.0.0/0")
                .gatewayId(gateway));
        assertTold(ask("ecr"), Outcome.YES, nat);
    }

    @Test
    void anInterfaceEndpointIsAWayIfItLetsTheTaskIn() {
        String group = ec2.createSecurityGroup(
                        request -> request.vpcId(vpc).groupName("endpoint").description("endpoint"))
                .groupId();
        String endpoint = ec2.createVpcEndpoint(request -> request.vpcId(vpc)
                        .serviceName("com.amazonaws." + Aws.REGION + ".logs")
                        .vpcEndpointType(VpcEndpointType.INTERFACE)
                        .subnetIds(subnet)
                        .securityGroupIds(group)
                        .privateDnsEnabled(true))
                .vpcEndpoint()
                .vpcEndpointId();
        assertTold(ask("logs"), Outcome.NO, group);

        ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                .ipProtocol("tcp")
                .fromPort(443)
                .toPort(443)
                .cidrIp("10.0.0.0/16"));
        assertTold(ask("logs"), Outcome.YES, endpoint);
    }
}
