package io.stopcause.ingest.install.rights;

import io.stopcause.ingest.check.Checks;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Interest;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stopcause can do in an account; each needs rights of its own. */
public enum Feature {
    /** Reads the queue that EventBridge fills. */
    EVENTS {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            return List.of(Statement.of(
                    "ReadEvents",
                    List.of("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"),
                    List.of(queue(installation, installation.queueName()))));
        }
    },
    /** Reads log groups by polling. */
    LOGS {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            return List.of(
                    Statement.of("FindLogGroups", List.of("logs:DescribeLogGroups"), EVERYTHING),
                    Statement.of("ReadLogGroups", List.of("logs:FilterLogEvents"), groups(installation.place(), logs)),
                    COUNT_LOG_EVENTS);
        }
    },
    /** Finds the log groups that bear a tag, in addition. */
    LOGS_BY_TAG {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            return List.of(Statement.of("FindTaggedLogGroups", List.of("tag:GetResources"), EVERYTHING));
        }
    },
    /** Reads log groups, and what ECS knows of a cluster, for {@code replay}. */
    REPLAY {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            return List.of(
                    Statement.of("FindLogGroups", List.of("logs:DescribeLogGroups"), EVERYTHING),
                    Statement.of(
                            "ReadThePast",
                            List.of("logs:DescribeLogStreams", "logs:FilterLogEvents"),
                            groups(installation.place(), logs)),
                    COUNT_LOG_EVENTS,
                    Statement.of(
                            "LookAtClusters",
                            List.of(
                                    "ecs:DescribeServices",
                                    "ecs:DescribeTaskDefinition",
                                    "ecs:DescribeTasks",
                                    "ecs:ListTasks"),
                            EVERYTHING));
        }
    },
    /** Reads the stream that log groups are subscribed to. */
    STREAM {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            return List.of(Statement.of(
                    "ReadTheStream",
                    List.of("kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"),
                    List.of(installation.place().arn("kinesis", "stream/" + installation.streamName()))));
        }
    },
    /** Asks ECS for what no event has told. */
    RECONCILE {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            return List.of(Statement.of(
                    "AskEcs",
                    List.of(
                            "ecs:DescribeServices",
                            "ecs:DescribeTasks",
                            "ecs:ListClusters",
                            "ecs:ListServices",
                            "ecs:ListTasks"),
                    EVERYTHING));
        }
    },
    /** Looks into the account to confirm or refute a cause. */
    CHECKS {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            return List.of(Statement.of(
                    "LookIntoTheAccount",
                    Checks.ALL.stream()
                            .flatMap(check -> check.actions().stream())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    EVERYTHING));
        }
    },
    /** What {@code doctor} looks at, in addition to what is read. */
    DOCTOR {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            return List.of(
                    Statement.of(
                            "LookAtQueues", List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl"), queues(installation)),
                    Statement.of(
                            "LookAtRules",
                            List.of("events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule"),
                            rules(installation)));
        }
    },
    /** {@code aws install}, {@code plan} and {@code uninstall} for events. */
    INSTALL {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            return List.of(
                    Statement.of("ListQueuesAndRules", List.of("events:ListRules", "sqs:ListQueues"), EVERYTHING),
                    Statement.of(
                            "MakeQueues",
                            List.of(
                                    "sqs:CreateQueue",
                                    "sqs:DeleteQueue",
                                    "sqs:GetQueueAttributes",
                                    "sqs:GetQueueUrl",
                                    "sqs:ListQueueTags",
                                    "sqs:SetQueueAttributes",
                                    "sqs:TagQueue"),
                            queues(installation)),
                    Statement.of(
                            "MakeRules",
                            List.of(
                                    "events:DeleteRule",
                                    "events:DescribeRule",
                                    "events:DisableRule",
                                    "events:EnableRule",
                                    "events:ListTagsForResource",
                                    "events:ListTargetsByRule",
                                    "events:PutRule",
                                    "events:PutTargets",
                                    "events:RemoveTargets",
                                    "events:TagResource"),
                            rules(installation)));
        }
    },
    /** The same for subscriptions, in addition. */
    INSTALL_SUBSCRIPTION {
        @Override
        public List<Statement> statements(Installation installation, LogChoice logs) {
            Place place = installation.place();
            return List.of(
                    Statement.of("FindLogGroupsToSubscribe", List.of("logs:DescribeLogGroups"), EVERYTHING),
                    Statement.of(
                            "Subscribe",
                            List.of(
                                    "logs:DeleteSubscriptionFilter",
                                    "logs:DescribeSubscriptionFilters",
                                    "logs:PutSubscriptionFilter"),
                            groups(place, logs)),
                    Statement.of(
                            "MakeTheStream",
                            List.of(
                                    "kinesis:AddTagsToStream",
                                    "kinesis:CreateStream",
                                    "kinesis:DeleteStream",
                                    "kinesis:DescribeStream",
                                    "kinesis:DescribeStreamSummary",
                                    "kinesis:ListTagsForStream",
                                    "kinesis:StartStreamEncryption"),
                            List.of(place.arn("kinesis", "stream/" + installation.streamName()))),
                    Statement.of(
                            "MakeTheRole",
                            List.of(
                                    "iam:CreateRole",
                                    "iam:DeleteRole",
                                    "iam:DeleteRolePolicy",
                                    "iam:GetRole",
                                    "iam:GetRolePolicy",
                                    "iam:PassRole",
                                    "iam:PutRolePolicy",
                                    "iam:TagRole",
                                    "iam:UpdateAssumeRolePolicy"),
                            List.of(place.roleArn(
                                    place.region().equals("*")
                                            ? installation.name() + "-logs-*"
                                            : installation.roleName()))));
        }
    };

    private static final List<String> EVERYTHING = List.of("*");
    /** CloudWatch allows metrics all together or not at all. */
    private static final Statement COUNT_LOG_EVENTS =
            Statement.of("CountLogEvents", List.of("cloudwatch:GetMetricStatistics"), EVERYTHING);

    /** As the command line names it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Exactly what it calls. */
    public abstract List<Statement> statements(Installation installation, LogChoice logs);

    private static String queue(Installation installation, String name) {
        return installation.place().arn("sqs", name);
    }

    private static List<String> queues(Installation installation) {
        return Stream.of(installation.queueName(), installation.unreadName(), installation.undeliveredName())
                .map(name -> queue(installation, name))
                .toList();
    }

    private static List<String> rules(Installation installation) {
        return Arrays.stream(Interest.values())
                .map(interest -> installation.place().arn("events", "rule/" + installation.ruleName(interest)))
                .toList();
    }

    private static List<String> groups(Place place, LogChoice logs) {
        if (logs.isEmpty()) {
            return List.of(place.arn("logs", "log-group:*"));
        }
        return Stream.concat(
                        logs.groups().stream().map(group -> place.arn("logs", "log-group:" + group + ":*")),
                        logs.prefixes().stream().map(prefix -> place.arn("logs", "log-group:" + prefix + "*")))
                .toList();
    }
}
