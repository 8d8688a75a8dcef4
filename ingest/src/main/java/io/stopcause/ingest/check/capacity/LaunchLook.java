package io.stopcause.ingest.check.capacity;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.model.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;

/** What the Auto Scaling groups behind a cluster's capacity providers say of their last launches. */
final class LaunchLook {

    static final Set<String> ACTIONS =
            Set.of("ecs:DescribeClusters", "ecs:DescribeCapacityProviders", "autoscaling:DescribeScalingActivities");

    private static final Pattern CAPACITY = Pattern.compile(
            "(?i)InsufficientInstanceCapacity|(?:insufficient|do not have sufficient|no) .{0,60}capacity");
    private static final Pattern SETTINGS = Pattern.compile(
            "(?i)does not exist|not found|invalid|not valid|not supported|must use a valid|not authorized for images");
    private static final int LAST = 5;

    private LaunchLook() {}

    static Seen capacity(About about, Account account) {
        return at(about, account, CAPACITY);
    }

    static Seen settings(About about, Account account) {
        return at(about, account, SETTINGS);
    }

    /** Only launches that failed within the hour bear on what is asked. */
    private static Seen at(About about, Account account, Pattern reason) {
        Fleet cluster = Fleet.of(about, account);
        List<String> groups = groups(cluster.name(), account);
        if (groups.isEmpty()) {
            throw new NotSeenException(
                    "No capacity provider of the cluster " + cluster.name() + " has an Auto Scaling group.");
        }
        Optional<Activity> failed = groups.stream()
                .flatMap(group -> activities(group, account))
                .filter(each -> each.statusCode() == ScalingActivityStatusCode.FAILED)
                .filter(each ->
                        account.isRecent(Optional.ofNullable(each.startTime()).orElse(Instant.EPOCH)))
                .filter(each ->
                        reason.matcher(String.valueOf(each.statusMessage())).find())
                .findFirst();
        return failed.map(each -> Seen.no("The group " + each.autoScalingGroupName() + " could not launch at "
                                + each.startTime() + ": " + each.statusMessage())
                        .with("group", String.valueOf(each.autoScalingGroupName())))
                .orElseGet(() -> Seen.unknown("Of " + String.join(", ", groups)
                        + ", no launch failed for such a reason within the last hour."));
    }

    private static List<String> groups(String cluster, Account account) {
        List<String> names = CapacityChecks.cluster(cluster, account).capacityProviders().stream()
                .filter(each -> !each.startsWith("FARGATE"))
                .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        return account
                .call(
                        Api.ECS,
                        "DescribeCapacityProviders",
                        EcsClient::describeCapacityProviders,
                        DescribeCapacityProvidersRequest.builder()
                                .capacityProviders(names)
                                .build())
                .capacityProviders()
                .stream()
                .map(CapacityProvider::autoScalingGroupProvider)
                .flatMap(Stream::ofNullable)
                .map(each -> Keys.lastSegment(String.valueOf(each.autoScalingGroupArn())))
                .sorted()
                .toList();
    }

    private static Stream<Activity> activities(String group, Account account) {
        return account
                .call(
                        Api.AUTO_SCALING,
                        "DescribeScalingActivities",
                        AutoScalingClient::describeScalingActivities,
                        DescribeScalingActivitiesRequest.builder()
                                .autoScalingGroupName(group)
                                .maxRecords(LAST)
                                .build())
                .activities()
                .stream();
    }
}
