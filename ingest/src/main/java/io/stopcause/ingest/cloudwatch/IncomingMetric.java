package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.AwsHttp;
import io.stopcause.ingest.TokenBucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * Asks for {@code AWS/Logs IncomingLogEvents} ("CloudWatch metrics" in the CloudWatch Logs user guide). Where it is
 * refused, it is not asked again for an hour, after a failure for a minute. For one thread.
 */
final class IncomingMetric implements Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingMetric.class);

    /** AWS allows 400 a second; people's own dashboards need them too. */
    private static final double CALLS_PER_SECOND = 20;

    private static final Duration REFUSAL = Duration.ofHours(1);
    private static final Duration FAILURE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MINUTE_SECONDS = 60;

    private final CloudWatchClient client;
    private final TokenBucket bucket;
    private final Clock clock;
    private Instant askAgain = Instant.MIN;

    /** Connects when it is asked. */
    IncomingMetric(AwsConfig aws, Clock clock, TokenBucket.Sleeper sleeper) {
        // Logs are read by the same thread: they must not wait for this for long.
        CloudWatchClientBuilder builder = CloudWatchClient.builder()
                .httpClient(AwsHttp.client())
                .overrideConfiguration(
                        override -> override.apiCallTimeout(LONGEST).retryStrategy(retry -> retry.maxAttempts(1)));
        aws.region().map(Region::of).ifPresent(builder::region);
        aws.endpoint().ifPresent(builder::endpointOverride);
        this.client = builder.build();
        this.bucket = new TokenBucket(CALLS_PER_SECOND, clock, sleeper);
        this.clock = clock;
    }

    @Override
    public Optional<Map<Instant, Long>> logEvents(Group group, Instant from, Instant to) throws InterruptedException {
        if (clock.instant().isBefore(askAgain)) {
            return Optional.empty();
        }
        bucket.acquire();
        try {
            return Optional.of(ask(group, from, to));
        } catch (AbortedException e) {
            throw e;
        } catch (SdkException e) {
            askAgain = clock.instant().plus(isRefused(e) ? REFUSAL : FAILURE);
            LOG.warn("what CloudWatch counts of log groups is not known: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isRefused(SdkException failure) {
        return failure instanceof AwsServiceException answer
                && Optional.ofNullable(answer.awsErrorDetails())
                        .filter(details -> String.valueOf(details.errorCode()).startsWith("AccessDenied"))
                        .isPresent();
    }

    private Map<Instant, Long> ask(Group group, Instant from, Instant to) {
        Map<Instant, Long> counts = new TreeMap<>();
        client.getMetricStatistics(GetMetricStatisticsRequest.builder()
                        .namespace("AWS/Logs")
                        .metricName("IncomingLogEvents")
                        .dimensions(Dimension.builder()
                                .name("LogGroupName")
                                .value(group.name())
                                .build())
                        .startTime(from)
                        .endTime(to)
                        .period(MINUTE_SECONDS)
                        .statistics(Statistic.SUM)
                        .build())
                .datapoints()
                .forEach(point -> counts.put(point.timestamp(), Math.round(point.sum())));
        return counts;
    }

    @Override
    public void close() {
        client.close();
    }
}
