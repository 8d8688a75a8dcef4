package io.stopcause.ingest.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.KeptShare;
import io.stopcause.ingest.MovingClock;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Source;
import io.stopcause.ingest.SourceContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsSourceTest extends SourceContract {

    /** The queues' own clock is the machine's. */
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private static final String EVENT =
            "{\"version\":\"0\",\"id\":\"%s\",\"detail-type\":\"ECS Task State Change\",\"source\":\"aws.ecs\",\"account\":\"1\","
                    + "\"region\":\"eu-west-1\",\"time\":\"2026-03-01T10:00:00Z\",\"resources\":[],\"detail\":{}}";

    private static final int PORT = Aws.freePort();
    private static final AwsConfig AWS = Aws.at(PORT);
    private static SqsClient client;
    private static int queues;

    private final MovingClock clock = new MovingClock(LATER);
    private AwsConfig aws = AWS;
    private String queueUrl;
    private SqsSource source;

    @BeforeAll
    static void startQueues() {
        SQSRestServer server =
                SQSRestServerBuilder.withPort(PORT).withInterface("127.0.0.1").start();
        server.waitUntilStarted();
        client = SqsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(Aws.REGION))
                .endpointOverride(AWS.endpoint().orElseThrow())
                .build();
    }

    @AfterAll
    static void closeClient() {
        // The server goes with the process: stopping it waits up to a minute for kept-alive connections.
        client.close();
    }

    @BeforeEach
    void createQueue() {
        String name = "events-" + queues++;
        queueUrl = client.createQueue(request -> request.queueName(name)).queueUrl();
        source = open(new KeptShare(journal));
    }

    @AfterEach
    void closeSource() {
        source.close();
    }

    @Override
    protected SqsSource open(Share share) {
        SqsConfig config =
                new SqsConfig(queueUrl, Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofSeconds(10)));
        return new SqsSource(aws, config, share, clock);
    }

    @Override
    protected boolean round(Source opened) {
        return ((SqsSource) opened).poll();
    }

    @Override
    protected void put(String text) {
        send(EVENT.formatted(text));
    }

    /** A message that was handed out is hidden for ten seconds; EventBridge may send it again. */
    @Override
    protected void comeAgain(String text) {
        put(text);
    }

    @Override
    protected void spoil() {
        send("oops");
    }

    @Override
    protected void pass(Duration length) {
        clock.advance(length);
    }

    @Override
    protected void cutOff() {
        aws = Aws.at(Aws.freePort());
    }

    @Override
    protected List<String> texts() {
        return journal.eventIds();
    }

    private void send(String body) {
        client.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
    }

    private int count(QueueAttributeName attribute) {
        return Integer.parseInt(
                client.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(attribute))
                        .attributes()
                        .get(attribute));
    }

    private int left() {
        return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    @Test
    void eventsAreWrittenAndThenDeleted() {
        send(EVENT.formatted("a"));
        send("[" + EVENT.formatted("b") + "," + EVENT.formatted("c") + "]");

        source.poll();

        assertThat(journal.eventIds()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(left()).isZero();
    }

    @Test
    void timeGoesOnToWhatWasSentAndOnlyAnEmptyAnswerBringsItToNow() {
        send(EVENT.formatted("a"));
        Instant sent = Instant.now();

        source.poll();
        assertThat(source.settled()).hasValueSatisfying(time -> assertThat(time).isBefore(sent.plusSeconds(1)));
        source.poll();

        assertThat(source.settled()).contains(LATER.minusSeconds(30));
    }

    @Test
    void queuesOfOneNameInTwoRegionsAreTwo() {
        assertThat(idOf("https://sqs.eu-west-1.amazonaws.com/1/stopcause"))
                .isNotEqualTo(idOf("https://sqs.us-east-1.amazonaws.com/1/stopcause"));
    }

    private static String idOf(String url) {
        return SqsSource.id(new SqsConfig(url, Optional.empty(), Optional.empty()));
    }

    @Test
    void poisonIsDeadAndGoneAndTheOthersAreRead() {
        send("oops");
        send("{\"hello\":1}");
        send(EVENT.formatted("a"));

        source.poll();

        assertThat(journal.eventIds()).containsExactly("a");
        assertThat(journal.deadReasons())
                .containsExactlyInAnyOrder(
                        "no JSON; expected an EventBridge event, or an array of them",
                        "no event; expected an EventBridge event, or an array of them");
        assertThat(journal.committed.dead.get(0).place()).startsWith("sqs:events-");
        assertThat(left()).isZero();
    }

    @Test
    void nothingIsDeletedBeforeKafkaHasIt() {
        send(EVENT.formatted("a"));
        journal.failCommits(1);

        assertThatThrownBy(source::poll).isInstanceOf(KafkaException.class);
        assertThat(journal.eventIds()).isEmpty();
        assertThat(left()).isEqualTo(1);
        assertThat(source.settled()).isEmpty();
    }

    @Test
    void nothingIsTakenWhileKafkaIsAway() {
        send(EVENT.formatted("a"));
        journal.away();

        assertThatThrownBy(source::poll).isInstanceOf(KafkaException.class);
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo(1);
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isZero();
    }

    @Test
    void theThreadReadsByItselfAndStops() throws InterruptedException {
        source.start();
        send(EVENT.formatted("a"));

        assertThat(journal.await(() -> !journal.eventIds().isEmpty())).isTrue();
        source.close();
        assertThat(source.check().get(0).words()).isEqualTo("closed");
    }

    @Test
    void aWrongAddressIsRefusedWithAnExample() {
        assertThatThrownBy(() -> new SqsConfig("stopcause", Optional.empty(), Optional.empty()))
                .hasMessageContaining("queueUrl 'stopcause' is no address of a queue");
        assertThatThrownBy(() -> new SqsConfig(queueUrl, Optional.of(Duration.ofMinutes(1)), Optional.empty()))
                .hasMessage("waitTime is PT1M, must be from PT1S to PT20S");
    }
}
