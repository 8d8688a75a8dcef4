package io.stopcause.ingest.kinesis;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.AwsHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The calls that are made of one stream. */
final class StreamApi implements AutoCloseable {

    /** Kinesis gives no more at once, nor more than 10 MiB. */
    private static final int RECORDS = 10_000;

    private final KinesisClient client;
    private final KinesisConfig config;

    private StreamApi(KinesisClient client, KinesisConfig config) {
        this.client = client;
        this.config = config;
    }

    /** No retries by the SDK: they would not go through the shard's token bucket. */
    static StreamApi of(AwsConfig aws, KinesisConfig config) {
        if (aws.endpoint().isPresent()) {
            // Emulators read JSON, where Kinesis itself also reads CBOR; the SDK has no nearer place to say so.
            System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
        }
        KinesisClientBuilder builder = KinesisClient.builder()
                .httpClient(AwsHttp.client())
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)));
        aws.region().map(Region::of).ifPresent(builder::region);
        aws.endpoint().ifPresent(builder::endpointOverride);
        return new StreamApi(builder.build(), config);
    }

    String region() {
        return client.serviceClientConfiguration().region().id();
    }

    List<Shard> shards() {
        ListShardsResponse page = client.listShards(request -> {
            if (isArn()) {
                request.streamARN(config.stream());
            } else {
                request.streamName(config.stream());
            }
        });
        List<Shard> shards = new ArrayList<>(page.shards());
        while (page.nextToken() != null) {
            String token = page.nextToken();
            page = client.listShards(request -> request.nextToken(token));
            shards.addAll(page.shards());
        }
        return shards;
    }

    /**
     * A place in a shard where reading begins. A record that the stream no longer keeps, or that was of an older stream of
     * this name, has everything that is there behind it.
     */
    String iterator(String shard, Position position) {
        try {
            return iterator(shard, request -> from(position, request));
        } catch (InvalidArgumentException e) {
            return iterator(shard, request -> from(Position.BEGINNING, request));
        }
    }

    private static void from(Position position, GetShardIteratorRequest.Builder request) {
        if (position instanceof Position.After after) {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).startingSequenceNumber(after.sequence());
        } else if (position instanceof Position.At at && !position.equals(Position.BEGINNING)) {
            request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(at.time());
        } else {
            request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
        }
    }

    private String iterator(String shard, Consumer<GetShardIteratorRequest.Builder> from) {
        return client.getShardIterator(request -> {
                    if (isArn()) {
                        request.streamARN(config.stream());
                    } else {
                        request.streamName(config.stream());
                    }
                    from.accept(request.shardId(shard));
                })
                .shardIterator();
    }

    private boolean isArn() {
        return config.stream().startsWith("arn:");
    }

    GetRecordsResponse records(String iterator) {
        return client.getRecords(request -> {
            request.shardIterator(iterator).limit(RECORDS);
            if (isArn()) {
                request.streamARN(config.stream());
            }
        });
    }

    @Override
    public void close() {
        client.close();
    }
}
