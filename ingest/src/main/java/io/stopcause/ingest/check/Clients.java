package io.stopcause.ingest.check;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.AwsHttp;
import io.stopcause.ingest.TokenBucket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The AWS SDK's clients, one for each service and Region, made when they are first needed: making one costs a tenth of a
 * second. Safe for use by several threads.
 */
final class Clients implements AutoCloseable {

    /** What an account allows of most of these calls is ten a second and more; people and tools need them too. */
    private static final double CALLS_PER_SECOND = 5;

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final AwsConfig aws;
    private final Duration timeLimit;
    private final Clock clock;
    private final SdkHttpClient http;
    private final Map<Place, SdkClient> clients = new ConcurrentHashMap<>();
    private final Map<Operation, TokenBucket> buckets = new ConcurrentHashMap<>();

    Clients(AwsConfig aws, Duration timeLimit, Clock clock) {
        this.aws = aws;
        this.timeLimit = timeLimit;
        this.clock = clock;
        this.http = AwsHttp.of(UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(timeLimit)
                .build());
    }

    private record Place(Api<?> api, String region) {}

    private record Operation(String action, String region) {}

    /** What all clients have in common. */
    static final class Settings {

        private final SdkHttpClient http;
        private final Region region;
        private final Optional<URI> endpoint;
        private final Duration timeLimit;

        private Settings(SdkHttpClient http, Region region, Optional<URI> endpoint, Duration timeLimit) {
            this.http = http;
            this.region = region;
            this.endpoint = endpoint;
            this.timeLimit = timeLimit;
        }

        /** Without the SDK's own retries: they would pass the token bucket by. */
        <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C build(B builder) {
            endpoint.ifPresent(builder::endpointOverride);
            return builder.httpClient(http)
                    .region(region)
                    .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1))
                            .apiCallTimeout(timeLimit))
                    .build();
        }
    }

    /**
     * The configured Region.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException if there is none
     */
    String region() {
        return aws.region().orElseGet(() -> DefaultAwsRegionProviderChain.builder()
                .build()
                .getRegion()
                .id());
    }

    @SuppressWarnings("unchecked")
    <C extends SdkClient> C client(Api<C> api, String region) {
        return (C) clients.computeIfAbsent(new Place(api, region), place -> api.client()
                .apply(new Settings(http, Region.of(region), aws.endpoint(), timeLimit)));
    }

    /**
     * What the calls of an action go through; AWS limits each action in each Region by itself.
     *
     * @param action with its service's prefix
     */
    TokenBucket bucket(String action, String region) {
        return buckets.computeIfAbsent(
                new Operation(action, region),
                operation -> new TokenBucket(CALLS_PER_SECOND, clock, length -> Thread.sleep(length.toMillis())));
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.close();
    }
}
