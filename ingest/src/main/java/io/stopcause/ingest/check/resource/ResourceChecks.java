package io.stopcause.ingest.check.resource;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.model.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;

/** Whether things are there. */
public final class ResourceChecks {

    private static final String DESCRIBE_GROUPS = "logs:DescribeLogGroups";
    private static final String DESCRIBE_CLUSTERS = "ecs:DescribeClusters";
    private static final String ACTIVE = "ACTIVE";

    public static final List<Check> ALL = List.of(
            new Check(
                    "log-group-exists",
                    "Is there such a log group?",
                    Set.of(DESCRIBE_GROUPS),
                    ResourceChecks::logGroup),
            new Check("cluster-exists", "Is there such a cluster?", Set.of(DESCRIBE_CLUSTERS), ResourceChecks::cluster),
            new Check(
                    "aws-health-issue-open",
                    "Does AWS Health tell of an issue with what tasks run on?",
                    Set.of(HealthLook.ACTION),
                    HealthLook::issue));

    private ResourceChecks() {}

    private static Seen logGroup(About about, Account account) {
        String name = about.need("logGroup").replaceAll("[.,;:'\")]+$", "");
        DescribeLogGroupsRequest request =
                DescribeLogGroupsRequest.builder().logGroupNamePrefix(name).build();
        DescribeLogGroupsResponse response =
                account.call(Api.LOGS, "DescribeLogGroups", CloudWatchLogsClient::describeLogGroups, request);
        if (!response.hasLogGroups()) {
            throw NotSeenException.absurd(DESCRIBE_GROUPS);
        }
        String where = "log group " + name + " in " + account.region();
        Optional<LogGroup> found = response.logGroups().stream()
                .filter(group -> name.equals(group.logGroupName()))
                .findFirst();
        if (found.isEmpty()) {
            return Seen.no("There is no " + where + ".");
        }
        Long made = found.get().creationTime();
        return made != null && !account.isRecent(Instant.ofEpochMilli(made))
                ? Seen.yes("There is a " + where + ".")
                : Seen.unknown("There is a " + where + " now; it may have come later.");
    }

    private static Seen cluster(About about, Account account) {
        String name = about.cluster().orElseThrow(() -> new NotSeenException("The question names no cluster."));
        String plain = Keys.lastSegment(name);
        DescribeClustersResponse response = account.call(
                Api.ECS,
                "DescribeClusters",
                EcsClient::describeClusters,
                DescribeClustersRequest.builder().clusters(plain).build());
        if (response.clusters().isEmpty() && response.failures().isEmpty()) {
            throw NotSeenException.absurd(DESCRIBE_CLUSTERS);
        }
        String words = "cluster " + plain + " in " + account.region();
        Optional<Cluster> found = response.clusters().stream()
                .filter(cluster -> plain.equals(cluster.clusterName()))
                .findFirst();
        if (found.isEmpty()) {
            return Seen.no("There is no " + words + ".");
        }
        String status = String.valueOf(found.get().status());
        return status.equals(ACTIVE)
                ? Seen.yes("There is a " + words + ".")
                : Seen.no("The " + words + " is " + status + ".").with("status", status);
    }
}
