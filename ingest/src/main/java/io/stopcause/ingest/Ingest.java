package io.stopcause.ingest;

import io.stopcause.ingest.check.Answering;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.cloudwatch.CloudWatchSource;
import io.stopcause.ingest.ecs.EcsSource;
import io.stopcause.ingest.kafka.KafkaShare;
import io.stopcause.ingest.kafka.TickSender;
import io.stopcause.ingest.kinesis.KinesisConfig;
import io.stopcause.ingest.kinesis.KinesisSource;
import io.stopcause.ingest.sqs.SqsConfig;
import io.stopcause.ingest.sqs.SqsSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All configured sources, each with its share of what several processes read, the ticks that say how far they have read, what went through
 * them in each minute, and the answers
 * to the analyzer's questions.
 */
public final class Ingest implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final List<Source> sources;
    private final Optional<Answering> answering;
    private final TickSender ticks;
    private final Shares shares;
    private final MinuteBook book = new MinuteBook();
    private final Clock clock;
    private final Poller ticker;

    private Ingest(List<Source> sources, Optional<Answering> answering, TickSender ticks, Shares shares, Clock clock) {
        this.sources = List.copyOf(sources);
        this.answering = answering;
        this.ticks = ticks;
        this.shares = shares;
        this.clock = clock;
        this.ticker = new Poller("ticks", this::tick, TICK);
    }

    /**
     * Starts to read. Unreachable services are no error here; {@link #check()} tells of them.
     *
     * @param checks what can be looked at
     * @param client properties of Kafka clients: at least {@code bootstrap.servers}
     * @throws AwsConfig.MissingRegionException if no Region is known that something is to be read in
     */
    public static Ingest start(IngestConfig config, List<Check> checks, Map<String, Object> client, Clock clock) {
        AwsConfig aws = config.aws().orElse(AwsConfig.DEFAULT);
        if (config.isRegional()) {
            String unused = aws.regionName();
        }
        Caller account = new Caller(aws);
        Shares shares = new Shares(client);
        List<Source> sources = new ArrayList<>();
        for (SqsConfig queue : config.queues()) {
            sources.add(new SqsSource(aws, queue, shares.join(() -> SqsSource.id(queue)), clock));
        }
        config.logs()
                .ifPresent(logs -> sources.add(new CloudWatchSource(
                        aws, logs, shares.join(() -> CloudWatchSource.id(account.get(), aws, logs)), clock)));
        for (KinesisConfig stream : config.streams()) {
            sources.add(new KinesisSource(
                    aws, stream, shares.join(() -> KinesisSource.id(account.get(), aws, stream)), clock));
        }
        config.reconcile()
                .ifPresent(ecs -> sources.add(
                        new EcsSource(aws, ecs, shares.join(() -> EcsSource.id(account.get(), aws)), clock)));
        Ingest ingest = new Ingest(
                sources,
                config.answered().map(chosen -> Answering.start(checks, aws, chosen, client, clock)),
                TickSender.open(client),
                shares,
                clock);
        sources.forEach(Source::start);
        ingest.ticker.start();
        return ingest;
    }

    /** What is read, by the names that people see. */
    public List<String> names() {
        return sources.stream().map(Source::name).toList();
    }

    /** Whether questions about the account are answered here. */
    public boolean answers() {
        return answering.isPresent();
    }

    /**
     * How each source fares, the answers, and the ticks: without them nothing is ever quiet.
     */
    public List<Health> check() {
        return Stream.of(
                        sources.stream().flatMap(source -> source.check().stream()),
                        shares.check(),
                        answering.stream().map(Answering::check),
                        Stream.of(ticker.health()))
                .flatMap(Function.identity())
                .toList();
    }

    /** What each source has of the work, while the sources that use it live. */
    private record Shares(Map<String, Object> client, List<KafkaShare> joined) {

        Shares(Map<String, Object> client) {
            this(client, new ArrayList<>());
        }

        KafkaShare join(Supplier<String> named) {
            KafkaShare share = KafkaShare.join(client, named);
            joined.add(share);
            return share;
        }

        Stream<Health> check() {
            return joined.stream()
                    .flatMap(share -> share.trouble().stream())
                    .distinct()
                    .map(words -> new Health("share of the work", Health.State.FAILING, words));
        }
    }

    /**
     * How a source fares in numbers.
     *
     * @param settled event time up to which it has been read; empty until it is known
     */
    public record Flow(String source, Traffic traffic, Optional<Instant> settled) {}

    /** All sources, for those who watch. */
    public List<Flow> flows() {
        return sources.stream()
                .map(source -> new Flow(source.name(), source.traffic(), source.settled()))
                .toList();
    }

    @Override
    public void close() {
        ticker.close();
        answering.ifPresent(Answering::close);
        sources.forEach(Source::close);
        ticks.close();
    }

    /** Time has settled when it has for every source; one that has not read yet holds it back. */
    private boolean tick() {
        List<Optional<Instant>> times = sources.stream().map(Source::settled).toList();
        if (times.stream().allMatch(Optional::isPresent)) {
            times.stream()
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder())
                    .ifPresent(ticks::send);
        }
        book.turn(clock.instant(), flows(), ticks::send);
        return false;
    }
}
