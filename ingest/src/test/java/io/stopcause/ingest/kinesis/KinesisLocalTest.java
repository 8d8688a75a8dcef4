package io.stopcause.ingest.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.KeptJournal;
import io.stopcause.ingest.KeptShare;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** A stream that is split and merged while it is written and read, on an emulator that others wrote. */
class KinesisLocalTest {

    private static final String STREAM = "stopcause-logs";

    private final KeptJournal journal = new KeptJournal();
    private final List<String> written = new ArrayList<>();

    @Test
    void everyLineOnceWhileShardsAreSplitAndMerged() throws InterruptedException {
        try (KinesisLocal emulator = KinesisLocal.start();
                KinesisClient client = client(emulator)) {
            client.createStream(request -> request.streamName(STREAM).shardCount(2));
            client.waiter().waitUntilStreamExists(request -> request.streamName(STREAM));
            put(client, 20);
            try (KinesisSource source = source(emulator)) {
                source.start();
                put(client, 20);
                split(client);
                put(client, 20);
                merge(client);
                put(client, 20);
                assertThat(journal.await(() -> journal.messages().size() >= written.size()))
                        .isTrue();
            }
            put(client, 20);
            try (KinesisSource next = source(emulator)) {
                next.start();
                assertThat(journal.await(() -> journal.messages().size() >= written.size()))
                        .isTrue();
            }
        }

        assertThat(journal.messages()).containsExactlyInAnyOrderElementsOf(written);
        assertThat(journal.committed.dead).isEmpty();
    }

    private KinesisSource source(KinesisLocal emulator) {
        return new KinesisSource(emulator.aws(), KinesisConfig.of(STREAM), new KeptShare(journal), Clock.systemUTC());
    }

    private static KinesisClient client(KinesisLocal emulator) {
        return KinesisClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(emulator.aws().endpoint().orElseThrow())
                .build();
    }

    private void put(KinesisClient client, int lines) {
        for (int i = 0; i < lines; i++) {
            String line = "line " + written.size();
            written.add(line);
            client.putRecord(request -> request.streamName(STREAM)
                    .partitionKey(line)
                    .data(SdkBytes.fromByteArray(FakeKinesis.payload("DATA_MESSAGE", "/ecs/web", line))));
        }
    }

    private static List<Shard> open(KinesisClient client) {
        return client.listShards(request -> request.streamName(STREAM)).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .toList();
    }

    private static void split(KinesisClient client) throws InterruptedException {
        Shard shard = open(client).get(0);
        var range = shard.hashKeyRange();
        String middle = new BigInteger(range.startingHashKey())
                .add(new BigInteger(range.endingHashKey()))
                .shiftRight(1)
                .toString();
        client.splitShard(request ->
                request.streamName(STREAM).shardToSplit(shard.shardId()).newStartingHashKey(middle));
        awaitOpen(client, 3);
    }

    private static void merge(KinesisClient client) throws InterruptedException {
        List<Shard> two = open(client).stream()
                .filter(shard -> shard.parentShardId() != null)
                .sorted(Comparator.comparing(
                        shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
                .toList();
        client.mergeShards(request -> request.streamName(STREAM)
                .shardToMerge(two.get(0).shardId())
                .adjacentShardToMerge(two.get(1).shardId()));
        awaitOpen(client, 2);
    }

    private static void awaitOpen(KinesisClient client, int number) throws InterruptedException {
        for (int attempt = 0; attempt < 300; attempt++) {
            String state = client.describeStreamSummary(request -> request.streamName(STREAM))
                    .streamDescriptionSummary()
                    .streamStatusAsString();
            if (state.equals("ACTIVE") && open(client).size() == number) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the stream has " + open(client));
    }
}
