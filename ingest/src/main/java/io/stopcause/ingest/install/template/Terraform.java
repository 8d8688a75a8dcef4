package io.stopcause.ingest.install.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.install.Resource;
import io.stopcause.model.Json;
import java.util.List;

/** An installation as a Terraform file, for the provider {@code hashicorp/aws}. Needs no account. */
public final class Terraform {

    /** Values that only Terraform knows, as it writes references. */
    public static final Place PLACE = new Place(
            "${data.aws_partition.current.partition}",
            "${data.aws_region.current.id}",
            "${data.aws_caller_identity.current.account_id}");

    private static final String HEAD = """
        terraform {
          required_providers {
            aws = {
              source = "hashicorp/aws"
            }
          }
        }

        data "aws_caller_identity" "current" {}

        data "aws_partition" "current" {}

        data "aws_region" "current" {}
        """;

    private final Installation installation;
    private final StringBuilder text = new StringBuilder(HEAD);

    private Terraform(Installation installation) {
        this.installation = installation;
    }

    /**
     * The file's text.
     *
     * @param name the installation's
     * @param groups log groups to subscribe; none for events alone
     */
    public static String of(String name, List<String> groups) {
        Installation installation = new Installation(name, PLACE);
        Terraform file = new Terraform(installation);
        installation.events().forEach(file::add);
        if (!groups.isEmpty()) {
            installation.stream().forEach(file::add);
            file.filters(groups);
        }
        file.outputs();
        return file.text.toString();
    }

    private void add(Resource resource) {
        switch (resource.kind()) {
            case QUEUE -> queue(resource);
            case EVENT_RULE -> rule(resource);
            case STREAM -> stream(resource);
            case ROLE -> role(resource);
            case FILTER -> throw new IllegalArgumentException("filters are written together");
        }
    }

    private void queue(Resource queue) {
        open("aws_sqs_queue", label(queue));
        line("name", quoted(queue.name()));
        line(
                "message_retention_seconds",
                queue.setting("MessageRetentionPeriod").asText());
        line("sqs_managed_sse_enabled", queue.setting("SqsManagedSseEnabled").asText());
        json("policy", queue, "Policy");
        json("redrive_policy", queue, "RedrivePolicy");
        json("redrive_allow_policy", queue, "RedriveAllowPolicy");
        tags();
        if (queue.settings().containsKey("RedrivePolicy")) {
            // The names are known beforehand, so nothing else says that the dead-letter queue comes first.
            text.append("  depends_on = [aws_sqs_queue.")
                    .append(label(installation.unreadName()))
                    .append("]\n");
        }
        close();
    }

    private void rule(Resource rule) {
        open("aws_cloudwatch_event_rule", label(rule));
        line("name", quoted(rule.name()));
        line("description", quoted(rule.setting("Description").asText()));
        json("event_pattern", rule, "EventPattern");
        line("state", quoted(rule.setting("State").asText()));
        tags();
        close();
        open("aws_cloudwatch_event_target", label(rule));
        line("rule", "aws_cloudwatch_event_rule." + label(rule) + ".name");
        line("target_id", quoted(Installation.TAG));
        line("arn", "aws_sqs_queue." + label(installation.queueName()) + ".arn");
        text.append("  dead_letter_config {\n    arn = aws_sqs_queue.")
                .append(label(installation.undeliveredName()))
                .append(".arn\n  }\n");
        close();
    }

    private void stream(Resource stream) {
        open("aws_kinesis_stream", label(stream));
        line("name", quoted(stream.name()));
        line("encryption_type", quoted(stream.setting("EncryptionType").asText()));
        line("kms_key_id", quoted("alias/aws/kinesis"));
        text.append("  stream_mode_details {\n    stream_mode = \"ON_DEMAND\"\n  }\n");
        tags();
        close();
    }

    private void role(Resource role) {
        open("aws_iam_role", "logs");
        line("name", quoted(role.name()));
        json("assume_role_policy", role, "AssumeRolePolicyDocument");
        tags();
        close();
        open("aws_iam_role_policy", "logs");
        line("name", quoted(Installation.TAG));
        line("role", "aws_iam_role.logs.name");
        json("policy", role, "Policy");
        close();
    }

    private void filters(List<String> groups) {
        Resource any = installation.filter(groups.get(0));
        open("aws_cloudwatch_log_subscription_filter", "logs");
        line("for_each", "toset(" + pretty(Json.mapper().valueToTree(groups), 2) + ")");
        line("name", quoted(any.setting("FilterName").asText()));
        line("log_group_name", "each.value");
        line("filter_pattern", quoted(any.setting("FilterPattern").asText()));
        line("destination_arn", "aws_kinesis_stream." + label(installation.streamName()) + ".arn");
        line("role_arn", "aws_iam_role.logs.arn");
        text.append("  depends_on = [aws_iam_role_policy.logs]\n");
        close();
    }

    private void outputs() {
        text.append("\noutput \"queue_url\" {\n  value = aws_sqs_queue.")
                .append(label(installation.queueName()))
                .append(".url\n}\n");
    }

    private void open(String type, String label) {
        text.append("\nresource \"").append(type).append("\" \"").append(label).append("\" {\n");
    }

    private void close() {
        text.append("}\n");
    }

    private void line(String name, String expression) {
        text.append("  ").append(name).append(" = ").append(expression).append('\n');
    }

    private void json(String name, Resource resource, String setting) {
        JsonNode value = resource.settings().get(setting);
        if (value != null) {
            line(name, "jsonencode(" + pretty(value, 2) + ")");
        }
    }

    private void tags() {
        text.append("  tags = {\n    ")
                .append(Installation.TAG)
                .append(" = ")
                .append(quoted(installation.name()))
                .append("\n  }\n");
    }

    private String label(Resource resource) {
        return label(resource.name());
    }

    /** A name inside the file, which the installation's own name is no part of. */
    private String label(String name) {
        String rest = name.substring(installation.name().length()).replace("-", "");
        return rest.isEmpty() ? "queue" : rest;
    }

    private static String quoted(String text) {
        return Json.write(text);
    }

    /** JSON is an expression of Terraform's language, but for the sign between name and value, where both are allowed. */
    private static String pretty(JsonNode value, int indent) {
        try {
            return Json.mapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(value)
                    .replace("\n", "\n" + " ".repeat(indent));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }
}
