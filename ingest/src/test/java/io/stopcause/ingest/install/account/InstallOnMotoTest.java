package io.stopcause.ingest.install.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.MotoServer;
import io.stopcause.ingest.Recorder;
import io.stopcause.ingest.install.Change;
import io.stopcause.ingest.install.Change.Verb;
import io.stopcause.ingest.install.InstallException;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.install.account.Installer.Outcome;
import io.stopcause.ingest.install.account.Installer.Survey;
import io.stopcause.ingest.install.account.Uninstaller.Removal;
import io.stopcause.ingest.install.rights.Feature;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Installs, repairs and removes for real, in an account that moto emulates. */
class InstallOnMotoTest {

    private static final Duration NO_PATIENCE = Duration.ZERO;
    private static final LogChoice ECS = new LogChoice(List.of(), List.of("/ecs/"));

    private final MotoServer moto = MotoServer.start();
    private final Recorder recorder = Recorder.before(moto.aws());
    private final Account account = new Account(moto.aws());

    @AfterEach
    void stop() {
        account.close();
        recorder.close();
        moto.close();
    }

    @Test
    void installsOnceAndTheSecondTimeKeepsAll() {
        Outcome outcome = install("watch", LogChoice.NONE);

        assertThat(outcome.survey().plan().changes()).extracting(Change::verb).containsOnly(Verb.CREATE);
        assertThat(outcome.queueUrl()).endsWith("/" + MotoServer.ACCOUNT + "/watch");
        assertThat(account.ruleStates("watch")).hasSize(6).containsOnly(RuleState.ENABLED);
        assertThat(toDo(survey("watch", LogChoice.NONE))).isEmpty();
    }

    @Test
    void anEventThatTheRuleLetsThroughArrivesInTheQueue() {
        Outcome outcome = install("watch", LogChoice.NONE);

        account.put("aws.ecr", "ECR Image Action", "{\"repository-name\": \"orders\"}");
        account.put("aws.s3", "Object Created", "{}");

        assertThat(account.bodies(outcome.queueUrl()))
                .singleElement()
                .asString()
                .contains("orders");
    }

    @Test
    void whatStoppedHalfwayGoesOn() {
        install("watch", LogChoice.NONE);
        account.events.removeTargets(request -> request.rule("watch-ecs").ids("stopcause"));
        account.events.disableRule(request -> request.name("watch-ecs"));
        account.events.deleteRule(request -> request.name("watch-nothing"));

        Outcome outcome = install("watch", LogChoice.NONE);

        assertThat(toDo(outcome.survey())).singleElement().satisfies(change -> {
            assertThat(change.resource().name()).isEqualTo("watch-ecs");
            assertThat(change.reasons()).contains("Target is missing", "State is 'DISABLED', should be 'ENABLED'");
        });
        assertThat(toDo(survey("watch", LogChoice.NONE))).isEmpty();
    }

    @Test
    void whatSomebodyChangedIsSaidAndMadeGood() {
        Outcome first = install("watch", LogChoice.NONE);
        account.sqs.setQueueAttributes(request ->
                request.queueUrl(first.queueUrl()).attributesWithStrings(Map.of("MessageRetentionPeriod", "60")));

        Outcome second = install("watch", LogChoice.NONE);

        assertThat(second.survey().plan().with(Verb.DRIFT)).singleElement().satisfies(change -> assertThat(
                        change.reasons())
                .contains("MessageRetentionPeriod is '60', should be '1209600'"));
        assertThat(toDo(survey("watch", LogChoice.NONE))).isEmpty();
    }

    @Test
    void aNameOfSomebodyElseStopsItBeforeAnythingIsChanged() {
        account.events.putRule(request -> request.name("watch-health").eventPattern("{\"source\": [\"aws.health\"]}"));

        assertThatThrownBy(() -> install("watch", LogChoice.NONE))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("EventBridge rule watch-health: a rule of this name is there, without the tag")
                .hasMessageContaining("nothing was changed");
        assertThat(account.sqs.listQueues().queueUrls()).isEmpty();
    }

    @Test
    void subscribesGroupsButNeitherItsOwnNorThoseThatAreFull() {
        for (String group : List.of("/ecs/web", "/ecs/api", "/ecs/full", "/ecs/stopcause", "/other/x")) {
            account.logs.createLogGroup(request -> request.logGroupName(group));
        }
        account.fill("/ecs/full");

        Outcome outcome = install("watch", ECS);

        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.polled()).containsExactly("/ecs/full");
        assertThat(outcome.survey().leftOut())
                .containsExactly(Map.entry("/ecs/stopcause", "stopcause itself writes there"));
        assertThat(outcome.survey().plan().with(Verb.POLL)).singleElement().satisfies(change -> {
            assertThat(change.resource().name()).isEqualTo("/ecs/full");
            assertThat(change.reasons()).containsExactly("both of its filters are taken: first, second");
        });
        assertThat(account.filters("/ecs/web")).containsExactly("watch");
        assertThat(account.filters("/ecs/full")).containsExactly("first", "second");
        assertThat(account.filters("/other/x")).isEmpty();
        assertThat(toDo(survey("watch", ECS))).isEmpty();
    }

    @Test
    void removesAllThatItMadeAndNothingElse() {
        account.logs.createLogGroup(request -> request.logGroupName("/ecs/web"));
        account.fill("/ecs/web", "first");
        account.sqs.createQueue(request -> request.queueName("watch-else"));
        install("watch", ECS);
        install("watcher", LogChoice.NONE);

        Removal removal = uninstall("watch", false);

        assertThat(removal.left()).isEmpty();
        assertThat(removal.deleted()).hasSize(1 + 6 + 3 + 2);
        assertThat(account.filters("/ecs/web")).containsExactly("first");
        assertThat(account.sqs.listQueues().queueUrls())
                .extracting(url -> url.substring(url.lastIndexOf('/') + 1))
                .containsExactlyInAnyOrder("watch-else", "watcher", "watcher-unread", "watcher-undelivered");
        assertThat(account.ruleStates("watcher-")).hasSize(6);
    }

    @Test
    void keepsAQueueThatNobodyHasRead() {
        Outcome outcome = install("watch", LogChoice.NONE);
        account.sqs.sendMessage(request -> request.queueUrl(outcome.queueUrl()).messageBody("{}"));

        assertThatThrownBy(() -> uninstall("watch", false))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("about 1 messages in the queue watch have not been read");
        assertThat(account.ruleStates("watch")).hasSize(6).containsOnly(RuleState.DISABLED);
        assertThat(uninstall("watch", true).left()).isEmpty();
    }

    @Test
    void leavesARuleToWhichSomebodyAddedATarget() {
        Outcome outcome = install("watch", LogChoice.NONE);
        account.events.putTargets(request -> request.rule("watch-ecs")
                .targets(Target.builder()
                        .id("theirs")
                        .arn("arn:aws:sqs:" + Aws.REGION + ":" + MotoServer.ACCOUNT + ":theirs")
                        .build()));

        Removal removal = uninstall("watch", false);

        assertThat(outcome.failed()).isEmpty();
        assertThat(removal.left()).hasSize(1).hasEntrySatisfying("EventBridge rule watch-ecs", reason -> assertThat(
                        reason)
                .startsWith("somebody added a target"));
    }

    /** What is asked for in the policy is called, and what is called is asked for. */
    @Test
    void thePolicyIsWhatIsCalled() {
        account.logs.createLogGroup(request -> request.logGroupName("/ecs/web"));
        install("watch", ECS);
        account.spoil("watch");
        install("watch", ECS);
        uninstall("watch", false);

        Set<String> called = new TreeSet<>(recorder.actions());
        called.remove("sts:GetCallerIdentity");
        // Tags at the creation and a role that is handed on are no calls, but need the right to make them.
        called.addAll(Set.of("sqs:TagQueue", "events:TagResource", "iam:TagRole", "iam:PassRole"));
        Installation installation = new Installation("watch", Place.of(Aws.REGION, MotoServer.ACCOUNT));
        Set<String> asked = Stream.of(Feature.INSTALL, Feature.INSTALL_SUBSCRIPTION)
                .flatMap(feature -> feature.statements(installation, ECS).stream())
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toSet());
        assertThat(asked).containsExactlyInAnyOrderElementsOf(called);
    }

    /** moto does not keep this one setting, so it would be set again for ever. */
    private static List<Change> toDo(Survey survey) {
        return survey.plan().toDo().stream()
                .filter(change -> !change.reasons().equals(List.of("RedriveAllowPolicy is missing")))
                .toList();
    }

    private Survey survey(String name, LogChoice logs) {
        try (Installer installer = Installer.connect(recorder.aws(), name, logs, Clock.systemUTC())) {
            return installer.survey();
        }
    }

    private Outcome install(String name, LogChoice logs) {
        List<Change> done = new ArrayList<>();
        try (Installer installer = Installer.connect(recorder.aws(), name, logs, Clock.systemUTC())) {
            Outcome outcome = installer.install(installer.survey(), done::add);
            assertThat(done).isEqualTo(outcome.survey().plan().toDo());
            return outcome;
        }
    }

    private Removal uninstall(String name, boolean discards) {
        try (Uninstaller uninstaller = Uninstaller.connect(recorder.aws(), name, discards, Clock.systemUTC())) {
            Map<Kind, List<String>> owned = uninstaller.owned();
            return uninstaller.uninstall(owned, NO_PATIENCE, waiting -> {});
        }
    }

    /** The account as somebody else sees it. */
    private static final class Account implements AutoCloseable {

        private final SqsClient sqs;
        private final EventBridgeClient events;
        private final CloudWatchLogsClient logs;
        private final KinesisClient kinesis;
        private final IamClient iam;

        Account(AwsConfig aws) {
            Region region = Region.of(Aws.REGION);
            var http = UrlConnectionHttpClient.create();
            var endpoint = aws.endpoint().orElseThrow();
            sqs = SqsClient.builder()
                    .httpClient(http)
                    .region(region)
                    .endpointOverride(endpoint)
                    .build();
            events = EventBridgeClient.builder()
                    .httpClient(http)
                    .region(region)
                    .endpointOverride(endpoint)
                    .build();
            logs = CloudWatchLogsClient.builder()
                    .httpClient(http)
                    .region(region)
                    .endpointOverride(endpoint)
                    .build();
            iam = IamClient.builder()
                    .httpClient(http)
                    .region(region)
                    .endpointOverride(endpoint)
                    .build();
            kinesis = KinesisClient.builder()
                    .httpClient(http)
                    .region(region)
                    .endpointOverride(endpoint)
                    .build();
        }

        List<RuleState> ruleStates(String prefix) {
            return events.listRules(request -> request.namePrefix(prefix)).rules().stream()
                    .map(rule -> rule.state())
                    .toList();
        }

        void put(String source, String detailType, String detail) {
            events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                    .source(source)
                    .detailType(detailType)
                    .detail(detail)
                    .build()));
        }

        List<String> bodies(String queueUrl) {
            return sqs
                    .receiveMessage(request ->
                            request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages()
                    .stream()
                    .map(message -> message.body())
                    .toList();
        }

        List<String> filters(String group) {
            return logs
                    .describeSubscriptionFilters(request -> request.logGroupName(group))
                    .subscriptionFilters()
                    .stream()
                    .map(filter -> filter.filterName())
                    .toList();
        }

        /** Subscribes a stream of somebody else. */
        void fill(String group, String... names) {
            kinesis.createStream(request ->
                    request.streamName("theirs-" + group.substring(5)).shardCount(1));
            for (String name : names.length == 0 ? new String[] {"first", "second"} : names) {
                logs.putSubscriptionFilter(request -> request.logGroupName(group)
                        .filterName(name)
                        .filterPattern("")
                        .roleArn("arn:aws:iam::" + MotoServer.ACCOUNT + ":role/theirs")
                        .destinationArn("arn:aws:kinesis:" + Aws.REGION + ":" + MotoServer.ACCOUNT + ":stream/theirs-"
                                + group.substring(5)));
            }
        }

        /** Changes one thing of each kind that can be changed. */
        void spoil(String name) {
            String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
            sqs.setQueueAttributes(
                    request -> request.queueUrl(url).attributesWithStrings(Map.of("MessageRetentionPeriod", "60")));
            iam.deleteRolePolicy(
                    request -> request.roleName(name + "-logs-" + Aws.REGION).policyName("stopcause"));
        }

        @Override
        public void close() {
            sqs.close();
            events.close();
            logs.close();
            kinesis.close();
            iam.close();
        }
    }
}
