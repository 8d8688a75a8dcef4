package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event in the envelope of EventBridge. What AWS does not send in one (the output of {@code describe-tasks}, an
 * API's error, a service's message) ingest puts into one, with {@link Origin#source()} {@code "stopcause"}.
 *
 * @param id the envelope's id; a second delivery of the same event carries the same
 * @param detailType such as {@code ECS Task State Change}
 * @param origin who sent it, from which account and Region
 * @param time whole seconds, as EventBridge gives it; finer times are in the detail
 * @param resources ARNs; may be empty
 * @param detail as sent; unknown fields are kept, since AWS adds some without notice
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AwsEvent(
        String id,
        @JsonProperty("detail-type") String detailType,
        @JsonUnwrapped Origin origin,
        Instant time,
        List<String> resources,
        ObjectNode detail)
        implements Event {

    public static final String TASK_STATE = "ECS Task State Change";
    public static final String SERVICE_ACTION = "ECS Service Action";
    /** What {@code DescribeServices} says of a service at one time; AWS sends no such event. */
    public static final String SERVICE_STATE = "ECS Service State";

    public static final String DEPLOYMENT_STATE = "ECS Deployment State Change";
    public static final String INSTANCE_STATE = "ECS Container Instance State Change";
    public static final String API_CALL = "AWS API Call via CloudTrail";

    /**
     * Sender of an event.
     *
     * @param source such as {@code aws.ecs}
     * @param account a string: ids may start with zero
     * @param region such as {@code eu-west-1}
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Origin(String source, String account, String region) {}

    public AwsEvent {
        resources = List.copyOf(resources);
    }

    /** The text at a path of the detail, such as {@code "taskArn"}; empty where it is absent, null or not a scalar. */
    public Optional<String> text(String field) {
        JsonNode node = detail.path(field);
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** The key that puts the event into the partition of its task's logs; without a task, its own resource. */
    @JsonIgnore
    public String key() {
        return text("taskArn")
                .map(arn -> Keys.task(Keys.lastSegment(arn)))
                .orElseGet(() -> Keys.other(origin.account(), origin.region(), subject()));
    }

    private String subject() {
        return resources.isEmpty() ? text("containerInstanceArn").orElse(id) : resources.get(0);
    }
}
