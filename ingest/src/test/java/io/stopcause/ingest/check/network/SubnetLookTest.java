package io.stopcause.ingest.check.network;

import static io.stopcause.ingest.check.Xml.element;
import static io.stopcause.ingest.check.Xml.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service's network configuration is asked. */
class SubnetLookTest {

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private Answer ask(String check, Map<String, String> about) {
        return Asked.atOnce(aws, check, about);
    }

    private void service(String more) {
        aws.on("DescribeServices", "{\"services\":[{\"serviceName\":\"orders\"" + more + "}]}");
    }

    private static String network(String assign) {
        return ",\"networkConfiguration\":{\"awsvpcConfiguration\":{\"subnets\":[\"subnet-1\"],\"assignPublicIp\":\""
                + assign + "\"}}";
    }

    @ParameterizedTest
    @CsvSource({"0, NO", "1, UNKNOWN", "63, UNKNOWN", "64, YES", "251, YES"})
    void freeAddresses(int free, Outcome outcome) {
        aws.on(
                "DescribeSubnets",
                response(
                        "DescribeSubnets",
                        element(
                                "subnetSet",
                                element(
                                        "item",
                                        element("subnetId", "subnet-1")
                                                + element("cidrBlock", "10.0.1.0/24")
                                                + element("availableIpAddressCount", free)))));

        Answer answer = ask("subnet-has-free-addresses", Map.of("subnet", "subnet-1"));

        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
        assertThat(answer.facts()).containsEntry("freeAddresses", Integer.toString(free));
    }

    @Test
    void aSubnetThatIsGone() {
        aws.on("DescribeSubnets", response("DescribeSubnets", element("subnetSet", "")));

        assertThat(ask("subnet-has-free-addresses", Map.of("subnet", "subnet-1"))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void onlyFargateGivesTasksPublicAddresses() {
        service(",\"launchType\":\"EC2\"" + network("ENABLED"));
        Answer asked = ask("public-ip-allowed", Map.of());
        assertThat(asked.outcome()).isEqualTo(Outcome.NO);
        assertThat(asked.explanation()).contains("EC2", "asks for one");

        service(",\"launchType\":\"EC2\"");
        assertThat(ask("public-ip-allowed", Map.of()).outcome()).isEqualTo(Outcome.NO);

        service(",\"launchType\":\"FARGATE\"" + network("ENABLED"));
        assertThat(ask("public-ip-allowed", Map.of()).outcome()).isEqualTo(Outcome.UNKNOWN);

        service("");
        assertThat(ask("public-ip-allowed", Map.of()).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void awsvpcNeedsANetworkConfiguration() {
        definition("bridge");
        service("");
        assertThat(configured()).isEqualTo(Outcome.YES);

        definition("awsvpc");
        assertThat(configured()).isEqualTo(Outcome.NO);

        service(network("DISABLED"));
        assertThat(configured()).isEqualTo(Outcome.UNKNOWN);
    }

    private void definition(String mode) {
        aws.on(
                "DescribeTaskDefinition",
                "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7,\"networkMode\":\"" + mode + "\"}}");
    }

    private Outcome configured() {
        return ask("network-configuration-set", Map.of("taskDefinition", "orders:7"))
                .outcome();
    }
}
