package io.stopcause.ingest.kafka;

import io.stopcause.ingest.Journal;
import io.stopcause.ingest.Recall;
import io.stopcause.ingest.Share;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Shares the work by a consumer group on the topic of checkpoints: a part is a partition of it, and a lot is in the
 * partition that its checkpoint is in. A thread of its own keeps up the membership and hears of all checkpoints.
 */
public final class KafkaShare implements Share {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaShare.class);
    private static final String PREFIX = "stopcause-ingest-";
    /** The shortest that brokers accept by default: whoever was killed is missed after so long. */
    private static final int SESSION_MILLIS = 6_000;

    /** By these a member hears that another one is missing. */
    private static final int HEARTBEAT_MILLIS = 300;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LEAVE = Duration.ofSeconds(10);
    /** The clocks of brokers and readers may differ by so much. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final Map<String, Object> client;
    private final Supplier<String> named;
    private volatile String name = "";
    private final Set<Integer> parts = ConcurrentHashMap.newKeySet();
    private final Map<String, Checkpoints.Kept> heard = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile int count = 1;
    private volatile Runnable listener = () -> {};
    private volatile Optional<String> trouble = Optional.empty();

    private KafkaShare(Map<String, Object> client, Supplier<String> named) {
        this.client = client;
        this.named = named;
        this.thread = new Thread(this::run, "ingest share");
        thread.setDaemon(true);
    }

    /**
     * Begins to join; Kafka need not be reachable yet. Until it is, nothing is this process's.
     *
     * @param client properties of Kafka clients: at least {@code bootstrap.servers}
     * @param named gives the name, the same for those who share, and for no others; asked again after a while where AWS
     *     does not tell whose account it is
     */
    public static KafkaShare join(Map<String, Object> client, Supplier<String> named) {
        KafkaShare share = new KafkaShare(client, named);
        share.thread.start();
        return share;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Integer> parts() {
        return Set.copyOf(parts);
    }

    /** Why no part can be this process's for now, for a person. */
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void onTaken(Runnable wanted) {
        listener = wanted;
    }

    /** As Kafka's own producers choose the partition of a record with this key. */
    @Override
    public Optional<Integer> part(String lot) {
        int part = Utils.toPositive(Utils.murmur2(lot.getBytes(StandardCharsets.UTF_8))) % count;
        return parts.contains(part) ? Optional.of(part) : Optional.empty();
    }

    @Override
    public Journal open(int part) {
        return KafkaSink.open(client, name + "-" + part);
    }

    @Override
    public Optional<Checkpoint> heard(String lot) {
        return Optional.ofNullable(heard.get(lot)).map(Checkpoints.Kept::checkpoint);
    }

    @Override
    public Recall recall(Instant from, Instant to) {
        return new KafkaRecall(Reading.consumer(client), from.minus(CLOCKS), to.plus(CLOCKS));
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(LEAVE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                name = named.get();
                take();
            } catch (InterruptException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SdkException e) {
                fail("nothing is read: AWS does not tell whose account it is, which ingest.aws.account may say: "
                        + e.getMessage());
            } catch (RuntimeException e) {
                // Whatever it is, others read in the meantime, and this process tries again.
                fail("nothing is read: " + e.getMessage());
            } finally {
                parts.clear();
            }
        }
    }

    private void fail(String words) {
        if (!trouble.equals(Optional.of(words))) {
            LOG.warn("{}", words);
        }
        trouble = Optional.of(words);
        pause();
    }

    private void take() {
        try (Consumer<byte[], byte[]> member = member();
                Consumer<byte[], byte[]> listener = Reading.consumer(client)) {
            take(member, listener);
        }
    }

    private void take(Consumer<byte[], byte[]> member, Consumer<byte[], byte[]> listener) {
        List<TopicPartition> all = Reading.assign(listener, Topics.CHECKPOINTS.name());
        listener.seekToBeginning(all);
        count = all.size();
        member.subscribe(List.of(Topics.CHECKPOINTS.name()), new Taking(member));
        while (closed.getCount() > 0) {
            member.poll(POLL);
            trouble = Optional.empty();
            Checkpoints.collect(listener.poll(Duration.ZERO), heard);
        }
    }

    private Consumer<byte[], byte[]> member() {
        return Reading.consumer(
                client,
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        PREFIX + name,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        SESSION_MILLIS,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        HEARTBEAT_MILLIS,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest"));
    }

    private void pause() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who loses a part may still be at work there; whoever opens its journal next fences that. */
    private final class Taking implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> member;

        private Taking(Consumer<byte[], byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.pause(partitions);
            partitions.forEach(each -> parts.add(each.partition()));
            listener.run();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(each -> parts.remove(each.partition()));
        }
    }
}
