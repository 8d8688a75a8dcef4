package io.stopcause.ingest.install;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.util.Locale;

/** What stopcause wants to hear of from EventBridge's default bus: a rule for each, since they have no source in common. */
public enum Interest {
    /** Tasks, services, deployments, container instances, hooks, health and daemons; also kinds that ECS adds later. */
    ECS("What Amazon ECS says of tasks, services, deployments and instances", """
        {"source": ["aws.ecs"], "detail-type": [{"prefix": "ECS "}]}"""),
    /** Without what each agent calls all the time. */
    CALLS("Calls of the ECS API, made or refused, by CloudTrail", """
        {"source": ["aws.ecs"], "detail-type": ["AWS API Call via CloudTrail"],
         "detail": {"eventName": [{"anything-but": ["DiscoverPollEndpoint", "Poll", "SubmitAttachmentStateChanges",
                                                    "SubmitContainerStateChange", "SubmitTaskStateChange"]}]}}"""),
    IMAGES("Images that are pushed or deleted", """
        {"source": ["aws.ecr"], "detail-type": ["ECR Image Action"]}"""),
    HOSTS("EC2 instances that stop or are taken back", """
        {"source": ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning",
          "EC2 Instance Rebalance Recommendation", "EC2 Instance State-change Notification"]}"""),
    HEALTH("What AWS announces of ECS and EC2: retirements, failures", """
        {"source": ["aws.health"], "detail-type": ["AWS Health Event"], "detail": {"service": ["ECS", "EC2"]}}"""),
    ALARMS("CloudWatch alarms that change their state", """
        {"source": ["aws.cloudwatch"], "detail-type": ["CloudWatch Alarm State Change"]}""");

    private final String description;
    private final String pattern;

    Interest(String description, String pattern) {
        this.description = description;
        this.pattern = pattern;
    }

    /** One line for people who find the rule in their account. */
    public String description() {
        return description;
    }

    /** The event pattern. */
    public JsonNode pattern() {
        return Json.read(pattern, JsonNode.class);
    }

    /** How its rule's name ends. */
    String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }
}
