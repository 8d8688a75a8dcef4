package io.stopcause.ingest.sqs;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.Health;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Journal;
import io.stopcause.ingest.Poller;
import io.stopcause.ingest.Source;
import io.stopcause.ingest.format.EventBodies;
import io.stopcause.model.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Reads a queue by long polling. A message is deleted after Kafka has committed what was in it, and not before; until
 * then its visibility is extended. A message that holds no event becomes a dead letter with its reason, and is deleted
 * with the others, so that it does not come back for ever.
 */
public final class SqsSource implements Source {

    /** SQS hands out no more at once. */
    private static final int MAX_MESSAGES = 10;
    /** EventBridge delivers within seconds; what is older than this, and not in an empty queue, will not come. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final SqsConfig config;
    private final SqsClient client;
    private final Supplier<Journal> journals;
    private final Clock clock;
    private final Poller poller;
    private final Visibility visibility;
    private volatile Optional<Instant> settled = Optional.empty();
    private Optional<Work> work = Optional.empty();

    /** What lives from one failure to the next. */
    private record Work(Journal journal, Intake intake, EventBodies bodies) {}

    /**
     * Ready to start.
     *
     * @param journals opens the journal; asked again after each failure
     */
    public SqsSource(AwsConfig aws, SqsConfig config, Supplier<Journal> journals, Clock clock) {
        this.config = config;
        this.client = client(aws);
        this.journals = journals;
        this.clock = clock;
        this.poller = new Poller(name(), this::poll, Duration.ZERO);
        this.visibility = new Visibility(client, config);
    }

    /** The same for two processes that read the same queue, and for no others: the later one takes over. */
    public static String id(SqsConfig config) {
        return "sqs-" + Ids.of(config.queueUrl());
    }

    private static SqsClient client(AwsConfig aws) {
        SqsClientBuilder builder = SqsClient.builder().httpClient(UrlConnectionHttpClient.create());
        aws.region().map(Region::of).ifPresent(builder::region);
        aws.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public String name() {
        return "sqs " + config.queueUrl();
    }

    @Override
    public void start() {
        poller.start();
    }

    @Override
    public List<Health> check() {
        return List.of(poller.health());
    }

    @Override
    public Optional<Instant> settled() {
        return settled;
    }

    @Override
    public void close() {
        poller.close();
        visibility.close();
        release();
        client.close();
    }

    /**
     * One request and all that follows from it. Nothing is taken from the queue while Kafka is away: each time counts
     * toward its dead-letter queue.
     */
    boolean poll() {
        Work current = work.orElseGet(this::begin);
        Instant asked = clock.instant();
        List<Message> messages = client.receiveMessage(request -> request.queueUrl(config.queueUrl())
                        .maxNumberOfMessages(MAX_MESSAGES)
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                        .waitTimeSeconds((int) config.waits().toSeconds())
                        .visibilityTimeout((int) config.visibility().toSeconds()))
                .messages();
        if (!messages.isEmpty()) {
            visibility.during(messages, () -> write(current, messages));
            delete(messages);
        }
        settle(messages, asked);
        return true;
    }

    /**
     * Only a long poll that brings nothing says that the queue is empty; fewer messages than asked for do not. A queue
     * that is never empty gives them roughly in the order in which they were sent.
     */
    private void settle(List<Message> messages, Instant asked) {
        Instant before = messages.stream()
                .map(SqsSource::sent)
                .min(Comparator.naturalOrder())
                .filter(sent -> sent.isBefore(asked))
                .orElse(asked)
                .minus(SETTLING);
        if (settled.isEmpty() || before.isAfter(settled.get())) {
            settled = Optional.of(before);
        }
    }

    private static Instant sent(Message message) {
        return Instant.ofEpochMilli(
                Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }

    private void write(Work current, List<Message> messages) {
        boolean done = false;
        try {
            for (Message message : messages) {
                current.bodies().read("sqs:" + config.queueName() + "/" + message.messageId(), message.body());
            }
            current.intake().flush();
            current.journal().commit(List.of());
            done = true;
        } finally {
            if (!done) {
                release();
            }
        }
    }

    /** A new intake, too: the old one remembers events as read that were not committed. */
    private Work begin() {
        Journal journal = journals.get();
        Intake intake = new Intake(journal, clock);
        Work begun = new Work(journal, intake, new EventBodies(intake));
        work = Optional.of(begun);
        return begun;
    }

    private void release() {
        work.ifPresent(held -> held.journal().close());
        work = Optional.empty();
    }

    /** A message that cannot be deleted comes again, and is a duplicate then. */
    private void delete(List<Message> messages) {
        client.deleteMessageBatch(request -> request.queueUrl(config.queueUrl())
                .entries(messages.stream()
                        .map(message -> DeleteMessageBatchRequestEntry.builder()
                                .id(Integer.toString(messages.indexOf(message)))
                                .receiptHandle(message.receiptHandle())
                                .build())
                        .toList()));
    }
}
