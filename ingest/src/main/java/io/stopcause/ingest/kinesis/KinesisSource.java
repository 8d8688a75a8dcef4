package io.stopcause.ingest.kinesis;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.Company;
import io.stopcause.ingest.Health;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Journals;
import io.stopcause.ingest.Poller;
import io.stopcause.ingest.Positions;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Source;
import io.stopcause.ingest.Traffic;
import io.stopcause.ingest.Transaction;
import io.stopcause.model.Checkpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Reads a stream that log groups are subscribed to: round after round, one answer of each shard of its share. A shard that
 * came out of others by resharding is read when these have been read to their ends, so that the lines of one log stream
 * stay in order.
 */
public final class KinesisSource implements Source {

    private static final Duration DISCOVERY = Duration.ofSeconds(30);

    private final KinesisConfig config;
    private final StreamApi api;
    private final Share share;
    private final Journals journals;
    private final Positions positions;
    private final Clock clock;
    private final Poller poller;
    private final Map<String, ShardReader> readers = new LinkedHashMap<>();
    private final Map<String, Health> health = new ConcurrentSkipListMap<>();
    private volatile Optional<Instant> settled = Optional.empty();
    private Map<String, Shard> shards = Map.of();
    private final Traffic traffic = new Traffic();
    private Company company = Company.alone(traffic);
    private Instant discovered = Instant.MIN;

    /** Ready to start; reads the shards of the share, and closes it at the end. */
    public KinesisSource(AwsConfig aws, KinesisConfig config, Share share, Clock clock) {
        this.config = config;
        this.api = StreamApi.of(aws, config);
        this.share = share;
        this.journals = new Journals(share);
        this.positions = new Positions(share);
        this.clock = clock;
        this.poller = new Poller(name(), this::round, config.pause());
        share.onTaken(poller::wake);
    }

    /** The same for processes that are to read the same stream, and for no others: they share its shards. */
    public static String id(String account, AwsConfig aws, KinesisConfig config) {
        return "kinesis-" + aws.id(List.of(account, config.stream()));
    }

    @Override
    public String name() {
        return "kinesis " + config.streamName();
    }

    @Override
    public void start() {
        poller.start();
    }

    @Override
    public List<Health> check() {
        List<Health> all = new ArrayList<>(health.values());
        all.add(0, poller.health());
        return all;
    }

    @Override
    public Optional<Instant> settled() {
        return settled;
    }

    @Override
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        poller.close();
        release();
        share.close();
        api.close();
    }

    /** One answer of each shard that is this process's. */
    boolean round() throws InterruptedException {
        boolean done = false;
        try {
            discover();
            take();
            boolean more = false;
            for (Map.Entry<String, ShardReader> each : readers.entrySet()) {
                more |= read(each.getKey(), each.getValue());
            }
            journals.commit();
            if (readers.values().removeIf(ShardReader::ended)) {
                discovered = Instant.MIN;
                more = true;
            }
            settle();
            done = true;
            return more;
        } finally {
            if (!done) {
                release();
            }
        }
    }

    private boolean read(String shard, ShardReader reader) throws InterruptedException {
        try {
            boolean more = reader.read();
            say(
                    shard,
                    Health.State.READING,
                    "read up to " + reader.settled().map(Instant::toString).orElse("nothing yet"));
            return more;
        } catch (AbortedException e) {
            throw e;
        } catch (SdkException e) {
            say(shard, Health.State.FAILING, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void discover() {
        Instant now = clock.instant();
        if (!now.isBefore(discovered.plus(DISCOVERY))) {
            Map<String, Shard> found = new LinkedHashMap<>();
            api.shards().forEach(shard -> found.put(shard.shardId(), shard));
            shards = found;
            health.keySet().retainAll(found.keySet());
            discovered = now;
        }
    }

    /** Begins to read what has become this process's and waits for no other, and lets go of what has not stayed. */
    private void take() {
        journals.giveUp();
        readers.keySet().removeIf(shard -> share.part(lot(shard)).isEmpty() || !shards.containsKey(shard));
        health.keySet().retainAll(readers.keySet());
        for (Shard shard : shards.values()) {
            if (!readers.containsKey(shard.shardId()) && parents(shard).allMatch(this::isDone)) {
                journals.of(lot(shard.shardId())).ifPresent(transaction -> begin(shard, transaction));
            }
        }
    }

    private void begin(Shard shard, Transaction transaction) {
        ShardReader reader = new ShardReader(
                lot(shard.shardId()),
                shard.shardId(),
                api,
                transaction,
                new Intake(transaction.journal(), clock, company),
                clock);
        if (parents(shard).allMatch(parent -> position(parent).isEmpty())) {
            reader.beginAt(new Position.At(clock.instant().minus(config.back())));
        }
        if (!reader.ended()) {
            readers.put(shard.shardId(), reader);
        }
    }

    private static Stream<String> parents(Shard shard) {
        return Stream.of(Optional.ofNullable(shard.parentShardId()), Optional.ofNullable(shard.adjacentParentShardId()))
                .flatMap(Optional::stream);
    }

    /** A shard whose records the stream no longer keeps is listed no more. */
    private boolean isDone(String shard) {
        return !shards.containsKey(shard)
                || position(shard).filter(Position.Ended.class::isInstance).isPresent();
    }

    private Optional<Position> position(String shard) {
        return share.heard(lot(shard)).map(Checkpoint::position).map(Position::of);
    }

    private String lot(String shard) {
        return share.name() + "/" + config.streamName() + "/" + shard;
    }

    /** The readers go with their journals, and so does the memory of what was not committed. */
    private void release() {
        readers.clear();
        company = Company.alone(traffic);
        journals.close();
    }

    private void settle() {
        Instant now = clock.instant();
        settled = shards.values().stream()
                .filter(shard -> !isDone(shard.shardId()))
                .flatMap(shard -> positions.position(lot(shard.shardId()), now).stream())
                .min(Comparator.naturalOrder())
                .or(() -> settled);
    }

    private void say(String shard, Health.State state, String words) {
        health.put(shard, new Health(name() + " " + shard, state, words));
    }
}
