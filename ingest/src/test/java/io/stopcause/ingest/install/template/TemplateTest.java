package io.stopcause.ingest.install.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final List<String> GROUPS = List.of("/ecs/web", "/ecs/api");

    /** What CloudFormation's documentation calls required, of each type that is used. */
    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "AWS::SQS::Queue", Set.of(),
            "AWS::SQS::QueuePolicy", Set.of("PolicyDocument", "Queues"),
            "AWS::Events::Rule", Set.of("EventPattern", "Targets"),
            "AWS::Kinesis::Stream", Set.of("StreamModeDetails"),
            "AWS::IAM::Role", Set.of("AssumeRolePolicyDocument"),
            "AWS::Logs::SubscriptionFilter", Set.of("DestinationArn", "FilterPattern", "LogGroupName"));

    @Test
    void terraformHoldsTheWholeModel() throws Exception {
        JsonNode resources = Json.mapper()
                .<JsonNode>valueToTree(new HCLParser().parse(Terraform.of("watch", GROUPS), false))
                .path("resource");

        assertThat(names(resources.path("aws_sqs_queue"))).containsExactlyInAnyOrder("queue", "unread", "undelivered");
        assertThat(names(resources.path("aws_cloudwatch_event_rule")))
                .isEqualTo(names(resources.path("aws_cloudwatch_event_target")))
                .containsExactlyInAnyOrder("ecs", "calls", "images", "hosts", "health", "alarms");
        assertThat(names(resources))
                .contains(
                        "aws_kinesis_stream",
                        "aws_iam_role",
                        "aws_iam_role_policy",
                        "aws_cloudwatch_log_subscription_filter");
        JsonNode queue = resources.path("aws_sqs_queue").path("queue");
        assertThat(queue.path("name").asText()).isEqualTo("watch");
        assertThat(queue.path("tags").path("stopcause").asText()).isEqualTo("watch");
        assertThat(names(queue)).contains("policy", "redrive_policy", "depends_on");
    }

    @Test
    void terraformWithoutGroupsHasNoStream() {
        assertThat(Terraform.of("watch", List.of())).doesNotContain("kinesis", "aws_iam_role");
    }

    @Test
    void cloudFormationHasWhatEachTypeRequires() {
        ObjectNode template = CloudFormation.of("watch", GROUPS);

        assertThat(template.path("AWSTemplateFormatVersion").asText()).isEqualTo("2010-09-09");
        assertThat(template.path("Resources")).hasSize(3 + 2 + 6 + 2 + 2);
        template.path("Resources").properties().forEach(resource -> {
            String type = resource.getValue().path("Type").asText();
            assertThat(resource.getKey()).matches("[A-Za-z0-9]+");
            assertThat(REQUIRED).containsKey(type);
            assertThat(names(resource.getValue().path("Properties")))
                    .as("%s of type %s", resource.getKey(), type)
                    .containsAll(REQUIRED.get(type));
        });
    }

    @Test
    void cloudFormationRefersToNothingThatIsNotThere() {
        ObjectNode template = CloudFormation.of("watch", GROUPS);
        Set<String> ids = names(template.path("Resources"));

        Set<String> referred = new HashSet<>();
        template.findValues("Ref").forEach(id -> referred.add(id.asText()));
        template.findValues("Fn::GetAtt")
                .forEach(pair -> referred.add(pair.path(0).asText()));
        template.findValues("DependsOn").forEach(list -> list.forEach(id -> referred.add(id.asText())));

        assertThat(referred).hasSizeGreaterThan(5);
        assertThat(ids).containsAll(referred);
    }

    @Test
    void valuesThatOnlyCloudFormationKnowsAreSubstituted() {
        ObjectNode template = CloudFormation.of("watch", GROUPS);

        long bare = template.toString().split("\\$\\{AWS::", -1).length - 1L;
        long substituted = template.findValues("Fn::Sub").stream()
                .mapToLong(text -> text.asText().split("\\$\\{AWS::", -1).length - 1L)
                .sum();

        assertThat(substituted).isEqualTo(bare).isPositive();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
