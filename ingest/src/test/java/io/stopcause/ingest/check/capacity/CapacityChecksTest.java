package io.stopcause.ingest.check.capacity;

import static io.stopcause.ingest.check.Xml.element;
import static io.stopcause.ingest.check.Xml.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cluster's capacity is asked, each with what confirms, what refutes and what decides nothing. */
class CapacityChecksTest {

    private static final String ARN = "arn:aws:ecs:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":container-instance/shop/";

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private Answer ask(String check, Map<String, String> about) {
        return Asked.atOnce(aws, check, about);
    }

    private Answer ask(String check) {
        return ask(check, Map.of("taskDefinition", "orders:7"));
    }

    private void assertTold(Answer answer, Outcome outcome, String... words) {
        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
        assertThat(answer.explanation()).endsWith(".");
        assertThat(words).allSatisfy(word -> assertThat(answer.explanation()).contains(word));
    }

    private void instances(String... described) {
        String arns = IntStream.range(0, described.length)
                .mapToObj(i -> "\"" + ARN + i + "\"")
                .collect(Collectors.joining(","));
        aws.on("ListContainerInstances", "{\"containerInstanceArns\":[" + arns + "]}");
        aws.on("DescribeContainerInstances", "{\"containerInstances\":[" + String.join(",", described) + "]}");
    }

    private static String instance(String id, int cpu, int memory, List<String> ports, List<String> attributes) {
        return "{\"ec2InstanceId\":\"" + id
                + "\",\"status\":\"ACTIVE\",\"agentConnected\":true,\"remainingResources\":["
                + "{\"name\":\"CPU\",\"type\":\"INTEGER\",\"integerValue\":" + cpu + "},"
                + "{\"name\":\"MEMORY\",\"type\":\"INTEGER\",\"integerValue\":" + memory + "},"
                + "{\"name\":\"PORTS\",\"type\":\"STRINGSET\",\"stringSetValue\":[" + quoted(ports) + "]},"
                + "{\"name\":\"PORTS_UDP\",\"type\":\"STRINGSET\",\"stringSetValue\":[]}],\"attributes\":["
                + attributes.stream().map(each -> "{\"name\":\"" + each + "\"}").collect(Collectors.joining(","))
                + "]}";
    }

    private static String instance(String id, int cpu, int memory) {
        return instance(id, cpu, memory, List.of("22"), List.of("com.example.ssd"));
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(","));
    }

    private void service(int running, int desired, String more) {
        aws.on(
                "DescribeServices",
                "{\"services\":[{\"serviceName\":\"orders\",\"taskDefinition\":\"orders:7\",\"runningCount\":" + running
                        + ",\"desiredCount\":" + desired + more + "}]}");
    }

    private void definition(String more) {
        aws.on(
                "DescribeTaskDefinition",
                "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7,\"networkMode\":\"bridge\","
                        + "\"requiresAttributes\":[{\"name\":\"com.example.ssd\"}],\"containerDefinitions\":["
                        + "{\"name\":\"web\",\"cpu\":256,\"memory\":1024,\"memoryReservation\":512,\"portMappings\":["
                        + "{\"containerPort\":80,\"hostPort\":8080,\"protocol\":\"tcp\"}]}]" + more + "}}");
    }

    private Answer room(String resource) {
        return ask("cluster-has-room", Map.of("taskDefinition", "orders:7", "resource", resource));
    }

    @Test
    void thereIsRoomOrNot() {
        definition("");
        service(1, 2, "");
        instances(instance("i-a", 128, 4096), instance("i-b", 256, 512));
        assertTold(room("MEMORY"), Outcome.YES, "i-b");

        instances(instance("i-a", 1024, 511), instance("i-b", 64, 100));
        Answer none = room("MEMORY");
        assertTold(none, Outcome.NO, "i-a (511 of 512 MiB of memory left)", "i-b");
        assertThat(none.facts()).containsKey("closestInstance");
    }

    @Test
    void anInstanceThatIsShortOfSomethingElseDecidesNothing() {
        definition("");
        service(1, 2, "");
        instances(instance("i-a", 128, 4096), instance("i-b", 1024, 100));

        assertTold(room("MEMORY"), Outcome.UNKNOWN, "i-a (128 of 256 CPU units left)");
        assertTold(room("CPU"), Outcome.UNKNOWN);
        assertTold(ask("cluster-has-room"), Outcome.NO, "i-a", "i-b");
    }

    @Test
    void sizesOfTheTaskGoBeforeThoseOfContainers() {
        definition(",\"cpu\":\"0.5 vCPU\",\"memory\":\"2 GB\"");
        service(0, 1, "");
        instances(instance("i-a", 512, 2047));

        assertTold(room("MEMORY"), Outcome.NO, "2047 of 2048");
        assertTold(room("CPU"), Outcome.UNKNOWN);
    }

    @Test
    void whereEveryTaskRunsByNowNothingIsKnownOfThen() {
        definition("");
        service(2, 2, "");
        instances(instance("i-a", 0, 0));

        assertTold(room("CPU"), Outcome.UNKNOWN, "has all its 2 tasks by now");
    }

    @Test
    void whatEcsDoesNotTellIsNotJudged() {
        definition("");
        service(1, 2, "");
        instances(instance("i-a", 0, 0));
        assertTold(room("ENI"), Outcome.UNKNOWN, "ENI");
        assertTold(room("GPU"), Outcome.UNKNOWN);

        instances();
        assertTold(room("CPU"), Outcome.UNKNOWN, "no active instance");

        instances("{\"ec2InstanceId\":\"i-a\",\"agentConnected\":true}");
        assertTold(room("CPU"), Outcome.UNKNOWN, "makes no sense");
    }

    @Test
    void aHostPortIsFreeOrTaken() {
        definition("");
        service(1, 2, "");
        instances(instance("i-a", 0, 0, List.of("22", "8080"), List.of()), instance("i-b", 0, 0));
        assertTold(ask("host-port-free"), Outcome.YES, "i-b");

        instances(instance("i-a", 9000, 9000, List.of("22", "8080"), List.of()));
        assertTold(ask("host-port-free"), Outcome.NO, "port 8080/tcp taken");

        aws.on("DescribeTaskDefinition", "{\"taskDefinition\":{\"family\":\"orders\",\"networkMode\":\"awsvpc\"}}");
        assertTold(ask("host-port-free"), Outcome.UNKNOWN, "fixes no host port");
    }

    @Test
    void attributesAreThereOrMissing() {
        definition("");
        service(1, 2, "");
        instances(instance("i-a", 0, 0, List.of(), List.of("ecs.os-type", "com.example.ssd")));
        assertTold(ask("instances-have-attributes"), Outcome.YES, "i-a");

        instances(instance("i-a", 0, 0, List.of(), List.of("ecs.os-type")));
        assertTold(ask("instances-have-attributes"), Outcome.NO, "no attribute com.example.ssd");
    }

    @Test
    void constraintsAreSatisfiedOrNot() {
        definition("");
        String memberOf =
                ",\"placementConstraints\":[{\"type\":\"memberOf\",\"expression\":\"attribute:stack == prod\"}]";
        service(1, 2, memberOf);
        instances(instance("i-a", 0, 0));
        assertTold(ask("instances-satisfy-constraints"), Outcome.YES, "attribute:stack == prod");
        assertThat(aws.asked("ListContainerInstances"))
                .anySatisfy(request -> assertThat(request.body()).contains("(attribute:stack == prod)"));

        instances();
        assertTold(ask("instances-satisfy-constraints"), Outcome.NO, "0 instances");

        service(1, 2, ",\"placementConstraints\":[{\"type\":\"distinctInstance\"}]");
        instances(instance("i-a", 0, 0));
        assertTold(ask("instances-satisfy-constraints"), Outcome.NO, "each takes one task");

        service(1, 2, "");
        assertTold(ask("instances-satisfy-constraints"), Outcome.UNKNOWN, "no placement constraints");
    }

    @Test
    void aClusterHasInstancesOrNone() {
        service(0, 1, "");
        instances(instance("i-a", 0, 0));
        assertTold(ask("cluster-has-instances"), Outcome.YES, "1 active");
        assertTold(ask("instance-registered"), Outcome.UNKNOWN);

        instances();
        assertTold(ask("cluster-has-instances"), Outcome.NO, "0 active");
        assertTold(ask("instance-registered"), Outcome.NO);

        aws.on("ListContainerInstances", FakeAws.error("ClusterNotFoundException", "Cluster not found."));
        assertTold(ask("cluster-has-instances"), Outcome.UNKNOWN, "no cluster shop");
    }

    @Test
    void anAgentIsConnectedOrAway() {
        instances(instance("i-a", 0, 0));
        assertTold(ask("agent-connected"), Outcome.UNKNOWN, "by now");

        instances(instance("i-a", 0, 0), "{\"ec2InstanceId\":\"i-b\",\"agentConnected\":false}");
        assertTold(ask("agent-connected"), Outcome.NO, "i-b");
    }

    @Test
    void aHostHasAGraphicsProcessorOrNot() {
        String gpu =
                "{\"ec2InstanceId\":\"i-g\",\"registeredResources\":[{\"name\":\"GPU\",\"stringSetValue\":[\"GPU-1\"]}]}";
        instances(gpu);
        assertTold(ask("host-has-gpu"), Outcome.YES);

        instances(gpu, instance("i-a", 0, 0));
        assertTold(ask("host-has-gpu"), Outcome.UNKNOWN, "Of 2 instances", "1 registered");

        instances(instance("i-a", 0, 0));
        assertTold(ask("host-has-gpu"), Outcome.NO);
    }

    private void cluster(String described) {
        aws.on(
                "DescribeClusters",
                "{\"clusters\":[" + described + "],\"failures\":["
                        + (described.isEmpty() ? "{\"reason\":\"MISSING\"}" : "") + "]}");
    }

    @Test
    void capacityProvidersAreActiveOrNot() {
        cluster("{\"status\":\"ACTIVE\",\"capacityProviders\":[\"spot-fleet\"]}");
        aws.on(
                "DescribeCapacityProviders",
                "{\"capacityProviders\":[{\"name\":\"spot-fleet\",\"status\":\"INACTIVE\"}]}");
        assertTold(ask("capacity-provider-active"), Outcome.NO, "spot-fleet");

        aws.on(
                "DescribeCapacityProviders",
                "{\"capacityProviders\":[{\"name\":\"spot-fleet\",\"status\":\"ACTIVE\"}]}");
        assertTold(ask("capacity-provider-active"), Outcome.UNKNOWN, "may have named another");

        cluster("{\"status\":\"ACTIVE\"}");
        assertTold(ask("capacity-provider-active"), Outcome.NO, "no capacity providers");
    }

    @ParameterizedTest
    @CsvSource({"running, YES", "shutting-down, NO", "terminated, NO", "stopped, NO"})
    void anInstanceRunsOrNot(String state, Outcome outcome) {
        aws.on(
                "DescribeInstances",
                response(
                        "DescribeInstances",
                        element(
                                "reservationSet",
                                element(
                                        "item",
                                        element(
                                                "instancesSet",
                                                element(
                                                        "item",
                                                        element("instanceId", "i-a")
                                                                + element("instanceState", element("name", state))
                                                                + element("reason", "User initiated")))))));

        assertTold(ask("instance-runs", Map.of("instance", "i-a")), outcome, state);
        assertTold(ask("instance-runs", Map.of("instance", "mi-a")), Outcome.UNKNOWN);
    }

    @Test
    void anInstanceThatEc2HasForgottenIsNotJudged() {
        aws.on("DescribeInstances", response("DescribeInstances", element("reservationSet", "")));

        assertTold(ask("instance-runs", Map.of("instance", "i-a")), Outcome.UNKNOWN, "forgets");
    }

    private void running(String tasks) {
        aws.on("GetServiceQuota", "{\"Quota\":{\"Value\":6.0}}");
        aws.on("ListClusters", "{\"clusterArns\":[\"shop\"]}");
        aws.on("ListTasks", "{\"taskArns\":[\"a\",\"b\"]}");
        aws.on("DescribeTasks", "{\"tasks\":[" + tasks + "]}");
    }

    private Answer quota(String words) {
        return ask("quota-has-room", Map.of("quota", words));
    }

    @Test
    void theQuotaOfProcessorsIsUsedUpOrNobodyKnows() {
        running("{\"cpu\":\"4096\"},{\"cpu\":\"2048\"}");
        Answer full = quota("vCPUs ");
        assertTold(full, Outcome.NO, "Of the 6 vCPUs", "6 run by now");
        assertThat(full.facts()).containsEntry("quotaValue", "6").containsEntry("quotaUsed", "6");

        running("{\"cpu\":\"4096\"},{\"cpu\":\"2048\",\"capacityProviderName\":\"FARGATE_SPOT\"}");
        assertTold(quota("vCPUs"), Outcome.UNKNOWN, "4 run by now");

        running("{\"cpu\":\"4096\"},{}");
        assertTold(quota("vCPUs"), Outcome.UNKNOWN, "not said");

        assertTold(quota("services per cluster"), Outcome.UNKNOWN, "services per cluster");
    }
}
