package io.stopcause.app.verdict;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A VPC for each task, so that no look finds what another has read; nothing leads out of any. */
final class SlowNetwork {

    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{32}");

    /** XML by EC2's and Route 53's operations; {@code %s} is the task's id. */
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("DescribeNetworkInterfaces", "<networkInterfaceSet/>"),
            Map.entry(
                    "DescribeSubnets",
                    "<subnetSet><item><subnetId>subnet-%1$s</subnetId><vpcId>vpc-%1$s</vpcId>"
                            + "<cidrBlock>10.0.1.0/24</cidrBlock></item></subnetSet>"),
            Map.entry(
                    "DescribeRouteTables",
                    "<routeTableSet><item><routeTableId>rtb-%1$s</routeTableId><routeSet><item>"
                            + "<destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId>"
                            + "<state>active</state></item></routeSet><associationSet><item><subnetId>subnet-%1$s</subnetId>"
                            + "</item></associationSet></item></routeTableSet>"),
            Map.entry("DescribeNetworkAcls", "<networkAclSet/>"),
            Map.entry("DescribeVpcEndpoints", "<vpcEndpointSet/>"),
            Map.entry("DescribeNatGateways", "<natGatewaySet/>"),
            Map.entry("DescribePrefixLists", "<prefixListSet/>"),
            Map.entry("DescribeSecurityGroups", "<securityGroupInfo/>"),
            Map.entry("DescribeVpcs", "<vpcSet><item><dhcpOptionsId>dopt-%1$s</dhcpOptionsId></item></vpcSet>"),
            Map.entry(
                    "DescribeDhcpOptions",
                    "<dhcpOptionsSet><item><dhcpConfigurationSet><item><key>domain-name-servers</key><valueSet><item>"
                            + "<value>AmazonProvidedDNS</value></item></valueSet></item></dhcpConfigurationSet></item>"
                            + "</dhcpOptionsSet>"),
            Map.entry(
                    "DescribeVpcAttribute",
                    "<enableDnsSupport><value>true</value></enableDnsSupport>"
                            + "<enableDnsHostnames><value>true</value></enableDnsHostnames>"),
            Map.entry("ListHostedZonesByVPC", "<HostedZoneSummaries/><MaxItems>100</MaxItems>"));

    private static final String TASK = """
            {"tasks":[{"taskArn":"arn:aws:ecs:eu-west-1:111122223333:task/main/%1$s","launchType":"FARGATE",
            "platformVersion":"1.4.0","group":"service:%1$s","startedBy":"ecs-svc/1","attachments":[{"type":
            "ElasticNetworkInterface","details":[{"name":"subnetId","value":"subnet-%1$s"},{"name":
            "networkInterfaceId","value":"eni-%1$s"},{"name":"privateIPv4Address","value":"10.0.1.5"}]}]}]}
            """;

    private static final String SERVICE = """
            {"services":[{"serviceName":"%1$s","deployments":[{"id":"ecs-svc/1","networkConfiguration":
            {"awsvpcConfiguration":{"subnets":["subnet-%1$s"],"securityGroups":["sg-%1$s"]}}}]}]}
            """;

    private SlowNetwork() {}

    /** What it answers to an operation that is asked in some request; empty where it knows none such. */
    static String answer(String operation, String request) {
        Matcher task = NUMBER.matcher(request);
        String id = task.find() ? task.group() : "";
        if (operation.equals("DescribeTasks")) {
            return TASK.formatted(id);
        }
        if (operation.equals("DescribeServices")) {
            return SERVICE.formatted(id);
        }
        String xml = OPERATIONS.getOrDefault(operation, "");
        return xml.isEmpty() ? "" : "<" + operation + "Response>" + xml.formatted(id) + "</" + operation + "Response>";
    }
}
