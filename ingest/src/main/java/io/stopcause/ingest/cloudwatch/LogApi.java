package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.TokenBucket;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;

/** The calls that are made of CloudWatch Logs, each within its quota; throttled ones are made again. */
final class LogApi implements AutoCloseable {

    private static final int ATTEMPTS = 6;

    private final CloudWatchLogsClient client;
    private final ResourceGroupsTaggingApiClient tagging;
    private final TokenBucket filter;
    private final TokenBucket describe;

    LogApi(
            CloudWatchLogsClient client,
            ResourceGroupsTaggingApiClient tagging,
            TokenBucket filter,
            TokenBucket describe) {
        this.client = client;
        this.tagging = tagging;
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

    GetResourcesResponse getResources(GetResourcesRequest request) throws InterruptedException {
        return within(describe, () -> tagging.getResources(request));
    }

    @Override
    public void close() {
        tagging.close();
        client.close();
    }

    private static <T> T within(TokenBucket bucket, Supplier<T> call) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            bucket.acquire();
            try {
                T response = call.get();
                bucket.succeeded();
                return response;
            } catch (AwsServiceException e) {
                if (!e.isThrottlingException() || attempt == ATTEMPTS) {
                    throw e;
                }
                bucket.throttled();
            }
        }
    }
}
