package io.stopcause.ingest.ecs;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.AwsHttp;
import io.stopcause.ingest.Company;
import io.stopcause.ingest.Health;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Journals;
import io.stopcause.ingest.Poller;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Source;
import io.stopcause.ingest.TokenBucket;
import io.stopcause.ingest.Traffic;
import io.stopcause.ingest.Transaction;
import io.stopcause.ingest.format.Descriptions;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.Keys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Asks ECS now and then for stopped tasks and for services, within the hour that it remembers, so that an event that was
 * never delivered leaves no gap and a service that says nothing is seen all the same. What it tells becomes events; the
 * analyzer orders a task's by their versions, whichever way they came.
 */
public final class EcsSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(EcsSource.class);
    private static final String NAME = "ecs";
    private static final Duration REMEMBERED = Duration.ofHours(1);
    /** ECS takes 100 tasks and 10 services at once. */
    private static final int TASKS = 100;

    private static final int SERVICES = 10;
    /** A quarter of the sustained rate that ECS allows for reading clusters. */
    private static final double CALLS_PER_SECOND = 5;

    private final EcsClient client;
    private final Share share;
    private final Journals journals;
    private final Clock clock;
    private final Poller poller;
    private final TokenBucket bucket;
    private final Duration interval;
    private final Traffic traffic = new Traffic();
    private Optional<Work> work = Optional.empty();
    private Instant next = Instant.MIN;
    private volatile boolean asked;

    /**
     * What lives from one failure to the next.
     *
     * @param told ids of the stopped tasks that were told, for as long as ECS lists them; the checkpoint keeps them
     */
    private record Work(Transaction transaction, Intake intake, Set<String> told) {}

    /** Ready to start; asks while that is in the share, and closes it at the end. */
    public EcsSource(AwsConfig aws, EcsConfig config, Share share, Clock clock) {
        this.client = client(aws);
        this.share = share;
        this.journals = new Journals(share);
        this.clock = clock;
        this.interval = config.pause();
        this.bucket = new TokenBucket(CALLS_PER_SECOND, clock, length -> Thread.sleep(length.toMillis()));
        this.poller = new Poller(NAME, this::round, Duration.ofSeconds(1));
        share.onTaken(poller::wake);
    }

    private static EcsClient client(AwsConfig aws) {
        EcsClientBuilder builder = EcsClient.builder().httpClient(AwsHttp.client());
        aws.region().map(Region::of).ifPresent(builder::region);
        aws.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** The same for processes that are to ask the same ECS, and for no others: one of them asks at a time. */
    public static String id(String account, AwsConfig aws) {
        return "ecs-" + aws.id(List.of(account));
    }

    private String lot() {
        return share.name() + "/described";
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
        return List.of(poller.health());
    }

    /** It only fills gaps, so that nothing waits for it once it has tried. */
    @Override
    public Optional<Instant> settled() {
        return asked ? Optional.of(clock.instant()) : Optional.empty();
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
        client.close();
    }

    /** Asks once, when it is time. */
    boolean round() throws InterruptedException {
        boolean done = false;
        try {
            Optional<Work> current = work();
            Instant now = clock.instant();
            if (current.isPresent() && !now.isBefore(next)) {
                ask(current.get(), now);
                next = now.plus(interval);
            }
            done = true;
            return false;
        } finally {
            asked = true;
            if (!done) {
                release();
            }
        }
    }

    private void ask(Work current, Instant now) throws InterruptedException {
        Set<String> listed = new TreeSet<>();
        List<String> clusters = all(
                token -> client.listClusters(request -> request.nextToken(token)),
                ListClustersResponse::clusterArns,
                ListClustersResponse::nextToken);
        for (String cluster : clusters) {
            try {
                listed.addAll(tasks(cluster, current, now));
                services(cluster, current, now);
            } catch (ClusterNotFoundException e) {
                LOG.debug("cluster {} was deleted meanwhile", cluster, e);
            }
        }
        current.told().retainAll(listed);
        current.intake().flush();
        current.transaction().cover(new Checkpoint(lot(), String.join(",", current.told()), now));
        current.transaction().commit();
    }

    /** Ids of the stopped tasks that ECS lists. */
    private List<String> tasks(String cluster, Work current, Instant now) throws InterruptedException {
        List<String> stopped = all(
                token -> client.listTasks(request -> request.cluster(cluster)
                        .desiredStatus(DesiredStatus.STOPPED)
                        .nextToken(token)),
                ListTasksResponse::taskArns,
                ListTasksResponse::nextToken);
        List<String> untold = stopped.stream()
                .filter(arn -> !current.told().contains(Keys.lastSegment(arn)))
                .toList();
        for (int from = 0; from < untold.size(); from += TASKS) {
            List<String> some = untold.subList(from, Math.min(from + TASKS, untold.size()));
            List<Task> tasks = call(() -> client.describeTasks(
                            request -> request.cluster(cluster).tasks(some)))
                    .tasks();
            new Descriptions(current.intake())
                    .tasks(tasks.stream().map(SdkJson::of).toList(), now);
            tasks.stream().filter(task -> "STOPPED".equals(task.lastStatus())).forEach(task -> current.told()
                    .add(Keys.lastSegment(task.taskArn())));
        }
        return stopped.stream().map(Keys::lastSegment).toList();
    }

    private void services(String cluster, Work current, Instant now) throws InterruptedException {
        List<String> names = all(
                token -> client.listServices(
                        request -> request.cluster(cluster).maxResults(TASKS).nextToken(token)),
                ListServicesResponse::serviceArns,
                ListServicesResponse::nextToken);
        for (int from = 0; from < names.size(); from += SERVICES) {
            List<String> some = names.subList(from, Math.min(from + SERVICES, names.size()));
            new Descriptions(current.intake())
                    .services(
                            call(() -> client.describeServices(
                                            request -> request.cluster(cluster).services(some)))
                                    .services()
                                    .stream()
                                    .map(SdkJson::of)
                                    .toList(),
                            now.minus(REMEMBERED),
                            now);
        }
    }

    /** All pages of a list; an absent token asks for the first. */
    private <T> List<String> all(
            Function<@Nullable String, T> page, Function<T, List<String>> names, Function<T, @Nullable String> next)
            throws InterruptedException {
        List<String> all = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            T answer = call(() -> page.apply(from));
            all.addAll(names.apply(answer));
            token = next.apply(answer);
        } while (token != null);
        return all;
    }

    private <T> T call(Supplier<T> call) throws InterruptedException {
        bucket.acquire();
        return call.get();
    }

    /** A new intake with each journal: the old one remembers as handed on what was not committed. */
    private Optional<Work> work() {
        journals.giveUp();
        Optional<Transaction> transaction = journals.of(lot());
        if (transaction.isEmpty()) {
            work = Optional.empty();
        } else if (work.filter(held -> held.transaction().equals(transaction.get()))
                .isEmpty()) {
            Intake intake = new Intake(transaction.get().journal(), clock, Company.alone(traffic));
            Set<String> told = new TreeSet<>();
            transaction
                    .get()
                    .journal()
                    .checkpoint(lot())
                    .ifPresent(kept -> told.addAll(List.of(kept.position().split(","))));
            work = Optional.of(new Work(transaction.get(), intake, told));
        }
        return work;
    }

    private void release() {
        journals.close();
        work = Optional.empty();
    }
}
