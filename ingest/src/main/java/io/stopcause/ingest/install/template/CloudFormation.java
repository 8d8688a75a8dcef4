package io.stopcause.ingest.install.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.install.Resource;
import io.stopcause.model.Json;
import java.util.List;
import java.util.Locale;

/** An installation as a CloudFormation template. Needs no account. */
public final class CloudFormation {

    /** Values that only CloudFormation knows, as {@code Fn::Sub} writes them. */
    public static final Place PLACE = new Place("${AWS::Partition}", "${AWS::Region}", "${AWS::AccountId}");

    private final Installation installation;
    private final ObjectNode template = Json.mapper().createObjectNode();
    private final ObjectNode resources;

    private CloudFormation(Installation installation) {
        this.installation = installation;
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put("Description", "What stopcause reads: events of Amazon ECS in a queue");
        this.resources = template.putObject("Resources");
    }

    /**
     * The template as a tree.
     *
     * @param name the installation's
     * @param groups log groups to subscribe; none for events alone
     */
    public static ObjectNode of(String name, List<String> groups) {
        Installation installation = new Installation(name, PLACE);
        CloudFormation file = new CloudFormation(installation);
        installation.events().forEach(file::add);
        if (!groups.isEmpty()) {
            installation.stream().forEach(file::add);
            groups.forEach(group -> file.add(installation.filter(group)));
        }
        file.template
                .putObject("Outputs")
                .putObject("QueueUrl")
                .putObject("Value")
                .put("Ref", id(installation.queueName()));
        return file.template;
    }

    private void add(Resource resource) {
        switch (resource.kind()) {
            case QUEUE -> queue(resource);
            case EVENT_RULE -> rule(resource);
            case STREAM -> stream(resource);
            case ROLE -> role(resource);
            case FILTER -> filter(resource);
        }
    }

    private void queue(Resource queue) {
        ObjectNode properties = resource(id(queue.name()), "AWS::SQS::Queue");
        properties.put("QueueName", queue.name());
        properties.put(
                "MessageRetentionPeriod",
                queue.setting("MessageRetentionPeriod").asInt());
        properties.put(
                "SqsManagedSseEnabled", queue.setting("SqsManagedSseEnabled").asBoolean());
        for (String setting : List.of("RedrivePolicy", "RedriveAllowPolicy")) {
            if (queue.settings().containsKey(setting)) {
                properties.set(setting, substituted(queue.setting(setting)));
            }
        }
        if (queue.settings().containsKey("RedrivePolicy")) {
            dependOn(id(queue.name()), id(installation.unreadName()));
        }
        tags(properties);
        if (queue.settings().containsKey("Policy")) {
            ObjectNode policy = resource(id(queue.name()) + "Policy", "AWS::SQS::QueuePolicy");
            policy.putArray("Queues").addObject().put("Ref", id(queue.name()));
            policy.set("PolicyDocument", substituted(queue.setting("Policy")));
        }
    }

    private void rule(Resource rule) {
        ObjectNode properties = resource(id(rule.name()), "AWS::Events::Rule");
        properties.put("Name", rule.name());
        properties.put("Description", rule.setting("Description").asText());
        properties.set("EventPattern", rule.setting("EventPattern"));
        properties.set("State", rule.setting("State"));
        ObjectNode target = properties.putArray("Targets").addObject();
        target.put("Id", Installation.TAG);
        target.set("Arn", arnOf(id(installation.queueName())));
        target.putObject("DeadLetterConfig").set("Arn", arnOf(id(installation.undeliveredName())));
        tags(properties);
        dependOn(id(rule.name()), id(installation.queueName()) + "Policy");
        dependOn(id(rule.name()), id(installation.undeliveredName()) + "Policy");
    }

    private void stream(Resource stream) {
        ObjectNode properties = resource(id(stream.name()), "AWS::Kinesis::Stream");
        properties.put("Name", stream.name());
        properties.putObject("StreamModeDetails").put("StreamMode", "ON_DEMAND");
        ObjectNode encryption = properties.putObject("StreamEncryption");
        encryption.set("EncryptionType", stream.setting("EncryptionType"));
        encryption.put("KeyId", "alias/aws/kinesis");
        tags(properties);
    }

    private void role(Resource role) {
        ObjectNode properties = resource("LogsRole", "AWS::IAM::Role");
        properties.set("RoleName", substituted(Json.mapper().getNodeFactory().textNode(role.name())));
        properties.set("AssumeRolePolicyDocument", substituted(role.setting("AssumeRolePolicyDocument")));
        ObjectNode policy = properties.putArray("Policies").addObject();
        policy.put("PolicyName", Installation.TAG);
        policy.set("PolicyDocument", substituted(role.setting("Policy")));
        tags(properties);
    }

    private void filter(Resource filter) {
        ObjectNode properties = resource("Filter" + (resources.size() + 1), "AWS::Logs::SubscriptionFilter");
        properties.put("LogGroupName", filter.name());
        properties.set("FilterName", filter.setting("FilterName"));
        properties.set("FilterPattern", filter.setting("FilterPattern"));
        properties.set("DestinationArn", arnOf(id(installation.streamName())));
        properties.set("RoleArn", arnOf("LogsRole"));
    }

    private ObjectNode resource(String id, String type) {
        ObjectNode resource = resources.putObject(id);
        resource.put("Type", type);
        return resource.putObject("Properties");
    }

    private void dependOn(String id, String other) {
        ((ObjectNode) resources.get(id)).withArray("/DependsOn").add(other);
    }

    private void tags(ObjectNode properties) {
        properties.putArray("Tags").addObject().put("Key", Installation.TAG).put("Value", installation.name());
    }

    /** Logical ids are letters and digits. */
    private static String id(String name) {
        StringBuilder id = new StringBuilder();
        for (String part : name.split("-", -1)) {
            if (!part.isEmpty()) {
                id.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return id.toString();
    }

    private static ObjectNode arnOf(String id) {
        ObjectNode reference = Json.mapper().createObjectNode();
        reference.putArray("Fn::GetAtt").add(id).add("Arn");
        return reference;
    }

    private static JsonNode substituted(JsonNode value) {
        if (value.isTextual() && value.asText().contains("${")) {
            return Json.mapper().createObjectNode().put("Fn::Sub", value.asText());
        }
        if (value.isObject()) {
            ObjectNode object = Json.mapper().createObjectNode();
            value.properties().forEach(entry -> object.set(entry.getKey(), substituted(entry.getValue())));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = Json.mapper().createArrayNode();
            value.forEach(each -> array.add(substituted(each)));
            return array;
        }
        return value;
    }
}
