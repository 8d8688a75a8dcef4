package io.stopcause.ingest.install.account;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import io.stopcause.ingest.cloudwatch.LogGroupArn;
import io.stopcause.ingest.cloudwatch.Quotas;
import io.stopcause.ingest.install.Change;
import io.stopcause.ingest.install.Found;
import io.stopcause.ingest.install.InstallException;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.install.Plan;
import io.stopcause.ingest.install.Point;
import io.stopcause.ingest.install.Resource;
import io.stopcause.ingest.kinesis.KinesisConfig;
import io.stopcause.ingest.sqs.SqsConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Looks at everything in the account that a configuration reads; changes nothing. For one thread. */
public final class AccountCheckup implements AutoCloseable {

    /** AWS refuses signatures that are older than five minutes. */
    private static final Duration REFUSED = Duration.ofMinutes(5);

    private static final Duration NOTICEABLE = Duration.ofSeconds(30);
    /** A group that is asked more seldom than that is told of late. */
    private static final Duration SLOW_ROUND = Duration.ofSeconds(30);

    private static final String RIGHTS = "give stopcause's role what 'stopcause aws policy --feature %s' prints";

    private final IngestConfig config;
    private final InstantSource clock;
    private final Clients clients;
    private final List<Point> points = new ArrayList<>();

    private AccountCheckup(IngestConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.clients = new Clients(config.aws().orElse(AwsConfig.DEFAULT));
    }

    /** All points; what cannot be asked is one of them. */
    public static List<Point> of(IngestConfig config, InstantSource clock) {
        try (AccountCheckup checkup = new AccountCheckup(config, clock)) {
            checkup.look();
            return List.copyOf(checkup.points);
        } catch (InstallException e) {
            return List.of(
                    Point.red("aws", String.valueOf(e.getMessage()), "set ingest.aws.region in the configuration"));
        }
    }

    private void look() {
        Optional<Place> place = identity();
        if (place.isEmpty()) {
            return;
        }
        SqsClient sqs = clients.sqs();
        for (SqsConfig queue : config.queues()) {
            queue(sqs, queue, place.get());
        }
        config.logs().ifPresent(logs -> groups(clients.logs(), logs));
        config.streams().forEach(this::stream);
        config.reconcile().ifPresent(ecs -> clusters());
    }

    private Optional<Place> identity() {
        try {
            GetCallerIdentityResponse identity = clients.sts().getCallerIdentity();
            points.add(Point.green(
                    "aws", "account " + identity.account() + ", " + clients.region() + ", as " + identity.arn()));
            identity.sdkHttpResponse().firstMatchingHeader("Date").ifPresent(this::clockOffset);
            return Optional.of(Place.of(clients.region(), identity.account()));
        } catch (SdkException e) {
            points.add(Point.red(
                    "aws",
                    Refusal.words(e),
                    "set AWS_PROFILE or attach a role, and check the way to AWS; see --debug"));
            return Optional.empty();
        }
    }

    private void clockOffset(String date) {
        Instant theirs;
        try {
            theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return;
        }
        points.add(offset(Duration.between(theirs, clock.instant())));
    }

    /** How far this clock is from AWS's, whose header has whole seconds. */
    static Point offset(Duration ahead) {
        String words = Math.abs(ahead.toSeconds()) + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " AWS's";
        if (ahead.abs().compareTo(REFUSED) >= 0) {
            return Point.red("clock", words + ": AWS refuses such signatures", "let this machine take its time by NTP");
        }
        return ahead.abs().compareTo(NOTICEABLE) >= 0
                ? Point.yellow("clock", words, "let this machine take its time by NTP")
                : Point.green("clock", words);
    }

    private void queue(SqsClient sqs, SqsConfig queue, Place place) {
        String name = "queue " + queue.queueName();
        try {
            Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                            request -> request.queueUrl(queue.queueUrl())
                                    .attributeNames(
                                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                            QueueAttributeName.REDRIVE_POLICY))
                    .attributes();
            String waiting =
                    "about " + attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES) + " messages wait";
            points.add(
                    attributes.containsKey(QueueAttributeName.REDRIVE_POLICY)
                            ? Point.green(name, waiting)
                            : Point.yellow(
                                    name,
                                    waiting + "; it has no dead-letter queue",
                                    "'stopcause aws install' makes a queue that has one"));
        } catch (SdkException e) {
            points.add(Point.red(name, Refusal.words(e), "check ingest.queues, or " + RIGHTS.formatted("doctor")));
            return;
        }
        installation(queue, place).ifPresent(installation -> installed(sqs, installation));
    }

    /** The one that made the queue, if its name can be that of one. */
    private static Optional<Installation> installation(SqsConfig queue, Place place) {
        try {
            return Optional.of(new Installation(queue.queueName(), place));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void installed(SqsClient sqs, Installation installation) {
        try {
            QueueApi queues = new QueueApi(sqs, installation, false);
            rules(installation);
            for (String name : List.of(installation.unreadName(), installation.undeliveredName())) {
                queues.url(name).ifPresent(url -> deadLetters(name, queues.waiting(name)));
            }
        } catch (SdkException e) {
            points.add(Point.yellow("event rules", Refusal.words(e), RIGHTS.formatted("doctor")));
        }
    }

    private void rules(Installation installation) {
        EventRuleApi api = new EventRuleApi(clients.events(), installation);
        List<Resource> wanted = installation.events().stream()
                .filter(resource -> resource.kind() == Kind.EVENT_RULE)
                .toList();
        Map<Resource, Found> found = new LinkedHashMap<>();
        wanted.forEach(rule -> api.find(rule).ifPresent(there -> found.put(rule, there)));
        points.addAll(rules(installation.name(), Plan.of(wanted, found)));
    }

    /** What a comparison of the rules says; rules of which none is there were made by somebody in another way. */
    static List<Point> rules(String name, Plan plan) {
        if (plan.with(Change.Verb.CREATE).size() == plan.changes().size()) {
            return List.of(Point.yellow(
                    "event rules",
                    "no EventBridge rule of installation " + name + " is there",
                    "see that a rule of your own sends ECS's events to the queue, or run 'stopcause aws install --name "
                            + name + "'"));
        }
        String wrong = plan.changes().stream()
                .filter(change -> change.verb() != Change.Verb.KEEP)
                .map(change -> change.resource().name() + " "
                        + (change.reasons().isEmpty() ? "is missing" : String.join(", ", change.reasons())))
                .collect(Collectors.joining("; "));
        return List.of(
                wrong.isEmpty()
                        ? Point.green("event rules", plan.changes().size() + " rules are enabled and lead to the queue")
                        : Point.red("event rules", wrong, "run 'stopcause aws install --name " + name + "'"));
    }

    private void deadLetters(String queue, long messages) {
        points.add(
                messages == 0
                        ? Point.green("dead letters", queue + " is empty")
                        : Point.yellow(
                                "dead letters",
                                queue + " holds about " + messages + " messages",
                                "look at one with 'aws sqs receive-message', then move them back with 'aws sqs"
                                        + " start-message-move-task'"));
    }

    private void stream(KinesisConfig stream) {
        String name = "stream " + stream.streamName();
        try {
            int shards = clients.kinesis()
                    .listShards(request -> request.streamName(stream.streamName()))
                    .shards()
                    .size();
            points.add(Point.green(name, shards + " shards can be listed"));
        } catch (SdkException e) {
            points.add(Point.red(name, Refusal.words(e), "check ingest.streams, or " + RIGHTS.formatted("stream")));
        }
    }

    private void clusters() {
        try {
            points.add(Point.green(
                    "ecs",
                    clients.ecs().listClusters().clusterArns().size() + " clusters are asked for what no event told"));
        } catch (SdkException e) {
            points.add(Point.red(
                    "ecs", Refusal.words(e), "leave out ingest.reconcile, or " + RIGHTS.formatted("reconcile")));
        }
    }

    private void groups(CloudWatchLogsClient logs, CloudWatchConfig chosen) {
        List<String> names = new ArrayList<>();
        try {
            for (String prefix : chosen.prefixes()) {
                List<String> found = startingWith(logs, prefix);
                names.addAll(found);
                if (found.isEmpty()) {
                    points.add(Point.yellow(
                            "log groups",
                            "none begins with '" + prefix + "' yet",
                            "check ingest.logs.prefixes; groups that come later are picked up"));
                }
            }
            if (!chosen.tags().isEmpty()) {
                tagged(chosen.tags()).stream()
                        .filter(name -> !names.contains(name))
                        .forEach(names::add);
            }
            for (String name : chosen.groups()) {
                if (startingWith(logs, name).contains(name)) {
                    names.add(name);
                } else {
                    points.add(Point.red("log groups", "'" + name + "' does not exist", "check ingest.logs.groups"));
                }
            }
            if (!names.isEmpty()) {
                logs.filterLogEvents(request -> request.logGroupName(names.get(0))
                        .startTime(clock.millis())
                        .limit(1));
                points.add(pace(names.size(), clients.region()));
                counts(names.get(0));
            }
        } catch (SdkException e) {
            points.add(Point.red("log groups", Refusal.words(e), RIGHTS.formatted("logs")));
        }
    }

    private List<String> tagged(Map<String, String> tags) {
        try {
            return bearing(tags);
        } catch (SdkException e) {
            points.add(Point.red("log groups", Refusal.words(e), RIGHTS.formatted("logs-by-tag")));
            return List.of();
        }
    }

    private List<String> bearing(Map<String, String> tags) {
        List<String> names = clients
                .tagging()
                .getResourcesPaginator(request -> request.resourceTypeFilters(LogGroupArn.SERVICE)
                        .tagFilters(tags.entrySet().stream()
                                .map(tag -> TagFilter.builder()
                                        .key(tag.getKey())
                                        .values(tag.getValue())
                                        .build())
                                .toList()))
                .resourceTagMappingList()
                .stream()
                .map(ResourceTagMapping::resourceARN)
                .filter(LogGroupArn::is)
                .map(LogGroupArn::name)
                .toList();
        if (names.isEmpty()) {
            points.add(Point.yellow(
                    "log groups",
                    "none bears the tags " + tags + " yet",
                    "check ingest.logs.tags; groups that come later are picked up"));
        }
        return names;
    }

    /** Without it logs are read all the same, and nobody can say that they are complete. */
    private void counts(String group) {
        Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        try {
            clients.cloudWatch().getMetricStatistics(request -> request.namespace("AWS/Logs")
                    .metricName("IncomingLogEvents")
                    .dimensions(Dimension.builder()
                            .name("LogGroupName")
                            .value(group)
                            .build())
                    .startTime(end.minus(Duration.ofMinutes(5)))
                    .endTime(end)
                    .period(60)
                    .statistics(Statistic.SUM));
            points.add(Point.green(
                    "counts",
                    "CloudWatch's count of log events may be asked for, with which what is read is compared"));
        } catch (SdkException e) {
            points.add(Point.yellow(
                    "counts", "nobody can say that logs are complete: " + Refusal.words(e), RIGHTS.formatted("logs")));
        }
    }

    /** How fast so many groups can be read within what stopcause allows itself of the quota. */
    static Point pace(int groups, String region) {
        double rate = Quotas.filterLogEvents(region);
        long seconds = Math.round(Math.ceil(groups / rate));
        String words = groups + " can be read; a round over all takes at least " + seconds + " s at " + rate
                + " requests a second";
        return Duration.ofSeconds(seconds).compareTo(SLOW_ROUND) > 0
                ? Point.yellow("log groups", words, "name fewer groups, or share them out among Regions or accounts")
                : Point.green("log groups", words);
    }

    private static List<String> startingWith(CloudWatchLogsClient logs, String prefix) {
        return logs
                .describeLogGroupsPaginator(request -> {
                    if (!prefix.isEmpty()) {
                        request.logGroupNamePrefix(prefix);
                    }
                })
                .logGroups()
                .stream()
                .map(LogGroup::logGroupName)
                .toList();
    }

    @Override
    public void close() {
        clients.close();
    }
}
