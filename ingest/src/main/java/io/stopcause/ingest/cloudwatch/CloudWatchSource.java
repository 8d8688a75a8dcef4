package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.AwsHttp;
import io.stopcause.ingest.Company;
import io.stopcause.ingest.Health;
import io.stopcause.ingest.Journals;
import io.stopcause.ingest.Poller;
import io.stopcause.ingest.Positions;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Source;
import io.stopcause.ingest.TokenBucket;
import io.stopcause.ingest.Traffic;
import io.stopcause.model.Coverage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

/**
 * Reads log groups by polling {@code FilterLogEvents}: round after round, one window of each group of its share, so a slow or broken
 * group does not keep the others waiting. The reading stays behind now and reads an overlap again, because
 * {@code FilterLogEvents} goes by the writers' clocks and events arrive late; repeats are dropped by their event ids.
 */
public final class CloudWatchSource implements Source {

    private static final String NAME = "cloudwatch-logs";
    private static final Duration DISCOVERY = Duration.ofMinutes(1);
    /** For so long a failure of all groups may be one of the service, behind which lines wait that will be read. */
    private static final Duration OUTAGE = Duration.ofMinutes(5);

    private final CloudWatchConfig config;
    private final LogApi api;
    private final Incoming incoming;
    private final Discovery discovery;
    private final Share share;
    private final Journals journals;
    private final Clock clock;
    private final Poller poller;
    private final Map<Group, GroupReader> readers = new LinkedHashMap<>();
    private final Map<String, Health> health = new ConcurrentSkipListMap<>();
    private final Positions positions;
    private volatile Optional<Instant> settled = Optional.empty();
    private Set<Group> groups = Set.of();
    private final Traffic traffic = new Traffic();
    private final Turn turn = new Turn();
    private Company company = Company.alone(traffic);
    private Instant discovered = Instant.MIN;
    private Instant failingSince = Instant.MAX;

    /** Ready to start; reads the groups of the share, and closes it at the end. */
    public CloudWatchSource(AwsConfig aws, CloudWatchConfig config, Share share, Clock clock) {
        this(
                config,
                api(aws, clock, CloudWatchSource::sleep),
                new IncomingMetric(aws, clock, CloudWatchSource::sleep),
                share,
                clock);
    }

    CloudWatchSource(CloudWatchConfig config, LogApi api, Incoming incoming, Share share, Clock clock) {
        this.config = config;
        this.api = api;
        this.incoming = incoming;
        this.discovery = new Discovery(api, config);
        this.share = share;
        this.journals = new Journals(share);
        this.clock = clock;
        this.positions = new Positions(share);
        this.poller = new Poller(NAME, this::round, config.pause());
        share.onTaken(poller::wake);
    }

    private static void sleep(Duration length) throws InterruptedException {
        Thread.sleep(length.toMillis());
    }

    /**
     * The same for processes that are to read the same groups at the same place, and for no others: they share them. The
     * order of groups and prefixes plays no part.
     *
     * @throws SdkException if no Region is configured, nor found as the AWS SDK finds it
     */
    public static String id(String account, AwsConfig aws, CloudWatchConfig config) {
        List<String> parts = new ArrayList<>(List.of(account, "groups"));
        parts.addAll(new TreeSet<>(config.groups()));
        parts.add("prefixes");
        parts.addAll(new TreeSet<>(config.prefixes()));
        new TreeMap<>(config.tags()).forEach((key, value) -> parts.addAll(List.of("tag", key, value)));
        return NAME + "-" + aws.id(parts);
    }

    static LogApi api(AwsConfig aws, Clock clock, TokenBucket.Sleeper sleeper) {
        CloudWatchLogsClient client = at(aws, CloudWatchLogsClient.builder());
        String region = client.serviceClientConfiguration().region().id();
        return new LogApi(
                client,
                at(aws, ResourceGroupsTaggingApiClient.builder()),
                new TokenBucket(Quotas.filterLogEvents(region), clock, sleeper),
                new TokenBucket(Quotas.describeLogGroups(), clock, sleeper));
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C at(AwsConfig aws, B builder) {
        // No retries by the SDK: they would not go through the token bucket.
        builder.httpClient(AwsHttp.client())
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)));
        aws.region().map(Region::of).ifPresent(builder::region);
        aws.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public String name() {
        return NAME;
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
        incoming.close();
    }

    /** One window of each group that is this process's. */
    boolean round() throws InterruptedException {
        boolean done = false;
        try {
            discover();
            take();
            boolean more = false;
            for (Map.Entry<Group, GroupReader> each : readers.entrySet()) {
                more |= window(each.getKey(), each.getValue());
            }
            journals.commit();
            settle();
            done = true;
            return more;
        } finally {
            if (!done) {
                release();
            }
        }
    }

    private boolean window(Group group, GroupReader reader) throws InterruptedException {
        try {
            boolean more = reader.read(clock.instant());
            say(group.name(), Health.State.READING, words(reader));
            return more;
        } catch (AbortedException e) {
            throw e;
        } catch (SdkException e) {
            say(group.name(), Health.State.FAILING, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static String words(GroupReader reader) {
        return "read up to " + reader.position()
                + reader.coverage().map(CloudWatchSource::words).orElse("");
    }

    private static String words(Coverage told) {
        String stretch = " from " + told.from() + " to " + told.to();
        long missing =
                told.minutes().stream().mapToLong(Coverage.Minute::missing).sum();
        if (missing > 0) {
            return "; " + missing + " log events that CloudWatch got" + stretch + " are missing";
        }
        boolean counted = told.compared() && told.minutes().stream().allMatch(Coverage.Minute::isCounted);
        return counted ? "; complete" + stretch + " by CloudWatch's count" : "";
    }

    private void discover() throws InterruptedException {
        Instant now = clock.instant();
        if (!groups.isEmpty() && now.isBefore(discovered.plus(DISCOVERY))) {
            return;
        }
        Discovery.Found found = discovery.find();
        groups = found.groups();
        health.clear();
        found.missing().forEach((name, words) -> say(name, Health.State.FAILING, words));
        discovered = now;
    }

    /** Begins to read what has become this process's, behind what was read before, and lets go of what has not stayed. */
    private void take() {
        journals.giveUp();
        readers.entrySet().removeIf(each -> {
            boolean lost = !isMine(each.getKey());
            if (lost) {
                each.getValue().close();
            }
            return lost;
        });
        GroupReader.Reading reading = new GroupReader.Reading(api, incoming, config, clock, share, company, turn);
        Map<Group, GroupReader> taken = new LinkedHashMap<>();
        for (Group group : groups) {
            if (!readers.containsKey(group)) {
                journals.of(group.checkpointName())
                        .ifPresent(journal -> taken.put(group, new GroupReader(group, reading, journal)));
            }
        }
        Memory.recall(share, taken.values(), company.events());
        readers.putAll(taken);
    }

    private boolean isMine(Group group) {
        boolean mine =
                groups.contains(group) && share.part(group.checkpointName()).isPresent();
        if (!mine) {
            health.remove(group.name());
        }
        return mine;
    }

    /** The readers go with their journals: they remember events as read that were not committed. */
    private void release() {
        readers.values().forEach(GroupReader::close);
        readers.clear();
        company = Company.alone(traffic);
        journals.close();
    }

    /** Where there is no group there is nothing to wait for; where all fail, time goes on after a while. */
    private void settle() {
        Instant now = clock.instant();
        Stream<Instant> own = readers.entrySet().stream()
                .filter(each -> reads(each.getKey()))
                .map(each -> each.getValue().position());
        Stream<Instant> foreign = groups.stream()
                .filter(group -> !readers.containsKey(group))
                .flatMap(group -> positions.position(group.checkpointName(), now).stream());
        Optional<Instant> read = Stream.concat(own, foreign).min(Comparator.naturalOrder());
        boolean failing = read.isEmpty() && !groups.isEmpty();
        failingSince = !failing ? Instant.MAX : failingSince.isAfter(now) ? now : failingSince;
        if (!failing || !now.isBefore(failingSince.plus(OUTAGE))) {
            settled = read.or(() -> Optional.of(now.minus(config.settles())));
        }
    }

    private boolean reads(Group group) {
        return Optional.ofNullable(health.get(group.name()))
                .filter(known -> known.state() == Health.State.READING)
                .isPresent();
    }

    private void say(String group, Health.State state, String words) {
        health.put(group, new Health(NAME + " " + group, state, words));
    }
}
