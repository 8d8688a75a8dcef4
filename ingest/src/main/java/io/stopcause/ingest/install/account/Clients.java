package io.stopcause.ingest.install.account;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.AwsHttp;
import io.stopcause.ingest.install.InstallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK's clients for one Region; each is made when it is asked for. */
final class Clients implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 8;

    private final AwsConfig aws;
    private final Region region;
    private final SdkHttpClient http = AwsHttp.of(UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(READ)
            .build());
    private final List<SdkClient> made = new ArrayList<>();

    Clients(AwsConfig aws) {
        this.aws = aws;
        this.region = region(aws);
    }

    private static Region region(AwsConfig aws) {
        try {
            return Region.of(aws.regionName());
        } catch (AwsConfig.MissingRegionException e) {
            throw new InstallException(e.getMessage() + ", or give --region", e);
        }
    }

    String region() {
        return region.id();
    }

    StsClient sts() {
        return build(StsClient.builder());
    }

    CloudWatchClient cloudWatch() {
        return build(CloudWatchClient.builder());
    }

    ResourceGroupsTaggingApiClient tagging() {
        return build(ResourceGroupsTaggingApiClient.builder());
    }

    SqsClient sqs() {
        return build(SqsClient.builder());
    }

    EventBridgeClient events() {
        return build(EventBridgeClient.builder());
    }

    KinesisClient kinesis() {
        if (aws.endpoint().isPresent()) {
            // Emulators read JSON, where Kinesis itself also reads CBOR; the SDK has no nearer place to say so.
            System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
        }
        return build(KinesisClient.builder());
    }

    EcsClient ecs() {
        return build(EcsClient.builder());
    }

    IamClient iam() {
        return build(IamClient.builder());
    }

    /** A role that was made a moment ago is not known everywhere yet; a filter with it is refused as a wrong parameter. */
    CloudWatchLogsClient logs() {
        return build(CloudWatchLogsClient.builder()
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .retryOnException(InvalidParameterException.class)
                                .maxAttempts(ATTEMPTS)
                                .backoffStrategy(
                                        BackoffStrategy.exponentialDelay(Duration.ofSeconds(1), Duration.ofSeconds(10)))
                                .build())));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C build(B builder) {
        aws.endpoint().ifPresent(builder::endpointOverride);
        C client = builder.httpClient(http).region(region).build();
        made.add(client);
        return client;
    }

    @Override
    public void close() {
        made.forEach(SdkClient::close);
        http.close();
    }
}
