package io.stopcause.ingest.check.service;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.model.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * What a service used of its memory within the last hour, minute by minute ("Amazon ECS service utilization metrics"). A
 * jump between two samples is not seen, so that a low use proves nothing.
 */
final class MemoryLook {

    private static final double FULL = 95;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private MemoryLook() {}

    static Seen at(About about, Account account) {
        String service = about.service().orElseThrow(() -> new NotSeenException("The question names no service."));
        String cluster = about.cluster().orElse("default");
        Instant end = account.now().truncatedTo(ChronoUnit.MINUTES);
        Optional<Datapoint> highest = account
                .call(
                        Api.CLOUDWATCH,
                        "GetMetricStatistics",
                        CloudWatchClient::getMetricStatistics,
                        GetMetricStatisticsRequest.builder()
                                .namespace("AWS/ECS")
                                .metricName("MemoryUtilization")
                                .dimensions(dimension("ClusterName", cluster), dimension("ServiceName", service))
                                .startTime(end.minus(Duration.ofHours(1)))
                                .endTime(end.plus(MINUTE))
                                .period((int) MINUTE.toSeconds())
                                .statistics(Statistic.MAXIMUM)
                                .build())
                .datapoints()
                .stream()
                .filter(each -> each.maximum() != null && each.timestamp() != null)
                .max(Comparator.comparing(Datapoint::maximum).thenComparing(Datapoint::timestamp));
        if (highest.isEmpty()) {
            throw new NotSeenException("CloudWatch has measured no use of memory by " + service + " within an hour.");
        }
        String percent = String.format(Locale.ROOT, "%.0f %%", highest.get().maximum());
        String sentence = "The service " + service + " used at most " + percent
                + " of the memory that its tasks may, at " + highest.get().timestamp();
        Seen seen = highest.get().maximum() >= FULL
                ? Seen.no(sentence + ".")
                : Seen.unknown(sentence + "; what it used between two measurements is not known.");
        return seen.with("memoryUsed", percent);
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(Keys.lastSegment(value)).build();
    }
}
