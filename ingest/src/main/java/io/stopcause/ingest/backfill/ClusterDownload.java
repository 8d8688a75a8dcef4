package io.stopcause.ingest.backfill;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.AwsHttp;
import io.stopcause.ingest.TokenBucket;
import io.stopcause.ingest.ecs.SdkJson;
import io.stopcause.model.Ids;
import io.stopcause.model.Json;
import io.stopcause.model.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.EcsClientBuilder;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/**
 * What ECS still knows of a cluster: its tasks (those that stopped within about the last hour), one of its services, and
 * the task definitions of both; from these follows where they log.
 */
final class ClusterDownload implements AutoCloseable {

    /** What ECS allows of these calls is twenty a second and more; people and tools need them too. */
    private static final double CALLS_PER_SECOND = 5;

    private static final int DESCRIBED_AT_ONCE = 100;
    private static final Pattern TASK_ID = Pattern.compile("[0-9a-f]{32}");

    private final EcsClient ecs;
    private final TokenBucket bucket;

    /** Connects when it is asked for something. */
    ClusterDownload(AwsConfig aws, Clock clock) {
        EcsClientBuilder builder = EcsClient.builder().httpClient(AwsHttp.client());
        aws.region().map(Region::of).ifPresent(builder::region);
        aws.endpoint().ifPresent(builder::endpointOverride);
        this.ecs = builder.build();
        this.bucket = new TokenBucket(CALLS_PER_SECOND, clock, length -> Thread.sleep(length.toMillis()));
    }

    /**
     * What is wanted.
     *
     * @param cluster name or ARN
     * @param service name; absent for all of the cluster
     * @param task id, or the beginning of one, of the only task whose logs are wanted
     */
    record Wanted(String cluster, Optional<String> service, Optional<String> task) {}

    /**
     * Where the logs are.
     *
     * @param tasks how many tasks ECS described
     * @param groups names of log groups, ordered
     * @param streams by group, the streams of the task that is wanted; empty if none is or nothing is known of it
     */
    record Found(int tasks, List<String> groups, Map<String, List<String>> streams) {

        Found {
            groups = List.copyOf(groups);
            streams = Map.copyOf(streams);
        }
    }

    /** The group into which ECS writes the events of a cluster where capturing them is switched on. */
    static String capturedEvents(String cluster) {
        return "/aws/events/ecs/containerinsights/" + Keys.lastSegment(cluster) + "/performance";
    }

    /**
     * Writes what there is into a directory, which is made where it does not exist.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if ECS does not answer
     * @throws UncheckedIOException if the files cannot be written
     */
    Found download(Wanted wanted, Path directory) throws InterruptedException {
        try {
            Files.createDirectories(directory);
            Set<String> revisions = new TreeSet<>();
            Map<String, String> tasks = new TreeMap<>();
            for (DescribeTasksResponse answer : tasks(wanted)) {
                write(directory, "tasks", answer);
                answer.tasks().forEach(task -> {
                    tasks.put(Keys.lastSegment(task.taskArn()), task.taskDefinitionArn());
                    revisions.add(task.taskDefinitionArn());
                });
            }
            if (wanted.service.isPresent()) {
                DescribeServicesResponse services = call(() -> ecs.describeServices(
                        request -> request.cluster(wanted.cluster).services(wanted.service.get())));
                requireFound(services.failures());
                write(directory, "services", services);
                services.services().forEach(service -> revisions.add(service.taskDefinition()));
            }
            Logs logs = new Logs(wanted.task, tasks);
            for (String revision : revisions) {
                DescribeTaskDefinitionResponse definition =
                        call(() -> ecs.describeTaskDefinition(request -> request.taskDefinition(revision)));
                write(directory, "definition", definition);
                definition.taskDefinition().containerDefinitions().forEach(each -> logs.add(revision, each));
            }
            return new Found(tasks.size(), List.copyOf(logs.groups), logs.streams);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Log groups and streams of what is wanted. */
    private static final class Logs {
        private final Optional<String> task;
        private final Map<String, String> tasks;
        private final Set<String> groups = new TreeSet<>();
        private final Map<String, List<String>> streams = new TreeMap<>();

        Logs(Optional<String> task, Map<String, String> tasks) {
            this.task = task;
            this.tasks = tasks;
        }

        void add(String revision, ContainerDefinition container) {
            if (container.logConfiguration() == null
                    || container.logConfiguration().logDriver() != LogDriver.AWSLOGS) {
                return;
            }
            Map<String, String> options = container.logConfiguration().options();
            Optional<String> group = Optional.ofNullable(options.get("awslogs-group"));
            group.ifPresent(groups::add);
            Optional<String> prefix = Optional.ofNullable(options.get("awslogs-stream-prefix"));
            if (group.isPresent() && prefix.isPresent()) {
                ids(revision).forEach(id -> streams.computeIfAbsent(group.get(), name -> new ArrayList<>())
                        .add(prefix.get() + "/" + container.name() + "/" + id));
            }
        }

        /** A task that ECS has forgotten may have had any revision. */
        private List<String> ids(String revision) {
            List<String> known = tasks.keySet().stream()
                    .filter(id -> task.filter(id::startsWith).isPresent())
                    .toList();
            return known.isEmpty()
                    ? task.filter(id -> TASK_ID.matcher(id).matches()).stream().toList()
                    : known.stream()
                            .filter(id -> revision.equals(tasks.get(id)))
                            .toList();
        }
    }

    private List<DescribeTasksResponse> tasks(Wanted wanted) throws InterruptedException {
        List<String> arns = new ArrayList<>();
        for (DesiredStatus status : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
            ListTasksRequest.Builder request =
                    ListTasksRequest.builder().cluster(wanted.cluster).desiredStatus(status);
            wanted.service.ifPresent(request::serviceName);
            String token;
            do {
                ListTasksResponse page = call(() -> ecs.listTasks(request.build()));
                arns.addAll(page.taskArns());
                token = page.nextToken();
                request.nextToken(token);
            } while (token != null);
        }
        List<DescribeTasksResponse> answers = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += DESCRIBED_AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + DESCRIBED_AT_ONCE));
            answers.add(call(() ->
                    ecs.describeTasks(request -> request.cluster(wanted.cluster).tasks(some))));
        }
        return answers;
    }

    /** A name that was mistaken here is no failure of the account's. */
    private static void requireFound(List<Failure> failures) {
        failures.stream().findFirst().ifPresent(failure -> {
            throw SdkClientException.create(failure.arn() + ": " + failure.reason());
        });
    }

    private <T> T call(Supplier<T> call) throws InterruptedException {
        bucket.acquire();
        return call.get();
    }

    private static void write(Path directory, String kind, SdkPojo answer) throws IOException {
        String json = Json.write(SdkJson.of(answer));
        Files.writeString(directory.resolve(kind + "-" + Ids.of(json).substring(0, 12) + ".json"), json + "\n");
    }

    @Override
    public void close() {
        ecs.close();
    }
}
