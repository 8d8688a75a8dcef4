package io.stopcause.analyzer.incident;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Keys;
import io.stopcause.model.Redaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that happened in an account and may bear on any of its services.
 *
 * @param kind {@code image, secret, role, network, alarm} or {@code health}
 * @param thing name of what was changed; empty where it may concern everything
 */
public record Happening(
        String id, String account, String region, Instant time, String kind, String thing, String text) {

    private static final String PUSH = "ECR Image Action";
    private static final String ALARM = "CloudWatch Alarm State Change";
    private static final String HEALTH = "AWS Health Event";
    private static final String PARAMETER = "Parameter Store Change";
    private static final int LENGTH = 200;

    /** Calls that change what tasks stand on, by what they change. */
    private static final Map<String, Set<String>> CALLS = new TreeMap<>(Map.of(
            "secret",
            Set.of("PutSecretValue", "UpdateSecret", "DeleteSecret", "RotateSecret", "PutParameter", "DeleteParameter"),
            "role",
            Set.of(
                    "PutRolePolicy",
                    "DeleteRolePolicy",
                    "AttachRolePolicy",
                    "DetachRolePolicy",
                    "UpdateAssumeRolePolicy",
                    "DeleteRole",
                    "PutRolePermissionsBoundary"),
            "network",
            Set.of(
                    "AuthorizeSecurityGroupIngress",
                    "AuthorizeSecurityGroupEgress",
                    "RevokeSecurityGroupIngress",
                    "RevokeSecurityGroupEgress",
                    "DeleteNatGateway",
                    "DeleteRoute",
                    "ReplaceRoute",
                    "DeleteVpcEndpoints",
                    "ModifyVpcEndpoint")));

    private static final List<String> NAMES =
            List.of("secretId", "roleName", "name", "groupId", "natGatewayId", "routeTableId", "vpcEndpointId");

    /** What Secrets Manager puts behind a name to make an ARN of it. */
    private static final Pattern SUFFIX = Pattern.compile("-[A-Za-z0-9]{6}$");

    static Optional<Happening> of(AwsEvent event) {
        return switch (event.detailType()) {
            case AwsEvent.API_CALL -> called(event);
            case PUSH -> event.text("action-type").filter("PUSH"::equals).map(push -> pushed(event));
            case PARAMETER ->
                Optional.of(happening(
                        event,
                        "secret",
                        event.text("name").orElse(""),
                        "parameter " + event.text("name").orElse("") + ": "
                                + event.text("operation").orElse("changed")));
            case ALARM -> Optional.of(alarm(event)).filter(alarm -> alarm.text.endsWith("ALARM"));
            case HEALTH ->
                Optional.of(happening(
                        event,
                        "health",
                        "",
                        "AWS Health: " + event.text("eventTypeCode").orElse("an event")));
            default -> Optional.empty();
        };
    }

    private static Happening pushed(AwsEvent event) {
        String repository = event.text("repository-name").orElse("");
        return happening(
                event,
                "image",
                repository,
                "pushed " + repository
                        + event.text("image-tag").map(tag -> ":" + tag).orElse("")
                        + event.text("image-digest")
                                .map(digest -> " as " + digest)
                                .orElse(""));
    }

    private static Happening alarm(AwsEvent event) {
        return happening(
                event,
                "alarm",
                "",
                "alarm " + event.text("alarmName").orElse("") + " is "
                        + event.detail().path("state").path("value").asText());
    }

    private static Optional<Happening> called(AwsEvent event) {
        String name = event.text("eventName").orElse("");
        JsonNode parameters = event.detail().path("requestParameters");
        boolean failed = event.text("errorCode").isPresent();
        return CALLS.entrySet().stream()
                .filter(kind -> !failed && kind.getValue().contains(name))
                .map(kind -> happening(event, kind.getKey(), thing(parameters), name + " " + subject(parameters)))
                .findFirst();
    }

    private static String subject(JsonNode parameters) {
        return Stream.concat(NAMES.stream(), Stream.of("policyName", "policyArn"))
                .map(field -> parameters.path(field).asText())
                .filter(value -> !value.isEmpty())
                .limit(2)
                .reduce((first, second) -> first + " " + second)
                .orElse("");
    }

    /** A name as it stands in a task definition, be it given as an ARN or not; of networks none is known there. */
    private static String thing(JsonNode parameters) {
        return Stream.of("secretId", "roleName", "name")
                .map(field -> parameters.path(field).asText())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.startsWith("arn:")
                        ? SUFFIX.matcher(Keys.lastSegment(value.replace(':', '/')))
                                .replaceAll("")
                        : value)
                .orElse("");
    }

    private static Happening happening(AwsEvent event, String kind, String thing, String text) {
        String safe = Redaction.of(text).strip();
        return new Happening(
                event.id(),
                event.origin().account(),
                event.origin().region(),
                event.time(),
                kind,
                thing,
                safe.length() > LENGTH ? safe.substring(0, LENGTH) : safe);
    }

    /** Whether it may bear on a task of that definition. */
    boolean concerns(Optional<TaskDefinition> definition) {
        return thing.isEmpty()
                || definition.filter(known -> !known.mentions(thing)).isEmpty();
    }
}
