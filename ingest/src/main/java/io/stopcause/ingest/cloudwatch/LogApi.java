package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.TokenBucket;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;

/** The calls that are made of CloudWatch Logs, each within its quota; throttled ones are made again. */
final class LogApi implements AutoCloseable {

    private static final int ATTEMPTS = 6;

    private final CloudWatchLogsClient client;
    private final TokenBucket filter;
    private final TokenBucket describe;

    LogApi(CloudWatchLogsClient client, TokenBucket filter, TokenBucket describe) {
        this.client = client;
        this.filter = filter;
        this.describe = describe;
    }

    FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) throws InterruptedException {
        return within(filter, () -> client.filterLogEvents(request));
    }

    DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) throws InterruptedException {
        return within(describe, () -> client.describeLogGroups(request));
    }

    DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) throws InterruptedException {
        return within(describe, () -> client.describeLogStreams(request));
    }

    @Override
    public void close() {
        client.close();
    }

    private static <T> T within(TokenBucket bucket, Supplier<T> call) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            bucket.acquire();
            try {
                T response = call.get();
                bucket.succeeded();
                return response;
            } catch (CloudWatchLogsException e) {
                if (!e.isThrottlingException() || attempt == ATTEMPTS) {
                    throw e;
                }
                bucket.throttled();
            }
        }
    }
}
