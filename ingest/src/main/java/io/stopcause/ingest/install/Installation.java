package io.stopcause.ingest.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.model.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One stopcause in one account and Region: the model from which it is installed, planned, printed as a template and
 * removed. All names follow from its own, so that a second install finds what the first one made.
 *
 * @param name 1 to 30 lower-case letters, digits and {@code -}, beginning with a letter
 * @param place where it is
 */
public record Installation(String name, Place place) {

    /** The tag that all it makes bears; its value is the installation's name. */
    public static final String TAG = "stopcause";

    /** The name that is meant where none is given. */
    public static final String USUAL_NAME = "stopcause";

    static final String POLICY_VERSION = "2012-10-17";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");
    /** The longest that SQS keeps a message. */
    private static final Duration KEPT = Duration.ofDays(14);
    /** A message is handed out again only after a crash, since the reader deletes what it cannot use. */
    private static final int RECEIVES = 20;

    public Installation {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' cannot name an installation: 1 to 30 lower-case letters, digits and '-', beginning with a letter");
        }
    }

    /** What brings events: queues, then the rules that fill them. */
    public List<Resource> events() {
        List<Resource> resources = new ArrayList<>(List.of(undelivered(), unread(), queue()));
        for (Interest interest : Interest.values()) {
            resources.add(rule(interest));
        }
        return resources;
    }

    /** What log groups are subscribed to. */
    public List<Resource> stream() {
        return List.of(
                Resource.of(Kind.STREAM, streamName(), streamArn(), Map.of("EncryptionType", TextNode.valueOf("KMS"))),
                Resource.of(
                        Kind.ROLE,
                        roleName(),
                        place.roleArn(roleName()),
                        Map.of("AssumeRolePolicyDocument", trust(), "Policy", mayWrite())));
    }

    /** The subscription of one log group. */
    public Resource filter(String group) {
        return Resource.of(
                Kind.FILTER,
                group,
                place.arn("logs", "log-group:" + group),
                Map.of(
                        "FilterName", TextNode.valueOf(name),
                        "DestinationArn", TextNode.valueOf(streamArn()),
                        "RoleArn", TextNode.valueOf(place.roleArn(roleName())),
                        "FilterPattern", TextNode.valueOf("")));
    }

    /** The queue that is read. */
    public String queueName() {
        return name;
    }

    /** Where SQS puts what was handed out too often. */
    public String unreadName() {
        return name + "-unread";
    }

    /** Where EventBridge puts what it could not deliver to the queue. */
    public String undeliveredName() {
        return name + "-undelivered";
    }

    public String streamName() {
        return name + "-logs";
    }

    /** Roles belong to no Region, so that the name says which one. */
    public String roleName() {
        return name + "-logs-" + place.region();
    }

    public String ruleName(Interest interest) {
        return name + "-" + interest.suffix();
    }

    private String streamArn() {
        return place.arn("kinesis", "stream/" + streamName());
    }

    private String queueArn(String queue) {
        return place.arn("sqs", queue);
    }

    private List<String> ruleArns() {
        return Arrays.stream(Interest.values())
                .map(interest -> place.arn("events", "rule/" + ruleName(interest)))
                .toList();
    }

    private Resource undelivered() {
        return queue(undeliveredName(), Map.of("Policy", mayReceiveFromRules(undeliveredName())));
    }

    private Resource unread() {
        return queue(
                unreadName(),
                Map.of(
                        "RedriveAllowPolicy",
                        json(Map.of(
                                "redrivePermission", "byQueue", "sourceQueueArns", List.of(queueArn(queueName()))))));
    }

    private Resource queue() {
        return queue(
                queueName(),
                Map.of(
                        "Policy",
                        mayReceiveFromRules(queueName()),
                        "RedrivePolicy",
                        json(Map.of("deadLetterTargetArn", queueArn(unreadName()), "maxReceiveCount", RECEIVES))));
    }

    private Resource queue(String queue, Map<String, JsonNode> more) {
        Map<String, JsonNode> settings = new HashMap<>(more);
        settings.put("MessageRetentionPeriod", TextNode.valueOf(Long.toString(KEPT.toSeconds())));
        settings.put("SqsManagedSseEnabled", TextNode.valueOf("true"));
        return Resource.of(Kind.QUEUE, queue, queueArn(queue), settings);
    }

    private Resource rule(Interest interest) {
        String rule = ruleName(interest);
        return Resource.of(
                Kind.EVENT_RULE,
                rule,
                place.arn("events", "rule/" + rule),
                Map.of(
                        "Description", TextNode.valueOf(interest.description()),
                        "EventPattern", interest.pattern(),
                        "State", TextNode.valueOf("ENABLED"),
                        "Target",
                                json(Map.of(
                                        "Arn", queueArn(queueName()),
                                        "DeadLetterArn", queueArn(undeliveredName())))));
    }

    private JsonNode mayReceiveFromRules(String queue) {
        return policy(Map.of(
                "Effect", "Allow",
                "Principal", Map.of("Service", "events.amazonaws.com"),
                "Action", "sqs:SendMessage",
                "Resource", queueArn(queue),
                "Condition", Map.of("ArnEquals", Map.of("aws:SourceArn", ruleArns()))));
    }

    private JsonNode trust() {
        return policy(Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("Service", "logs.amazonaws.com"),
                "Action",
                "sts:AssumeRole",
                "Condition",
                Map.of("StringLike", Map.of("aws:SourceArn", place.arn("logs", "*")))));
    }

    private JsonNode mayWrite() {
        return policy(Map.of("Effect", "Allow", "Action", "kinesis:PutRecord", "Resource", streamArn()));
    }

    private static JsonNode policy(Map<String, Object> statement) {
        return json(Map.of("Version", POLICY_VERSION, "Statement", List.of(statement)));
    }

    /** Names in one order, so that two runs print the same. */
    private static JsonNode json(Map<String, Object> value) {
        return Json.read(Json.write(sorted(value)), JsonNode.class);
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> names = new TreeMap<>();
            map.forEach((name, each) -> names.put(String.valueOf(name), sorted(each)));
            return names;
        }
        return value instanceof List<?> list
                ? list.stream().map(Installation::sorted).toList()
                : value;
    }
}
