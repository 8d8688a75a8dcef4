package io.stopcause.ingest.sqs;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.AwsHttp;
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
import io.stopcause.ingest.format.EventBodies;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    /** Between two looks whether the queue has become this process's. */
    private static final Duration IDLE = Duration.ofMillis(500);

    private final SqsConfig config;
    private final SqsClient client;
    private final Share share;
    private final Journals journals;
    private final Positions positions;
    private final Clock clock;
    private final Poller poller;
    private final Visibility visibility;
    private volatile Optional<Instant> settled = Optional.empty();
    private final Traffic traffic = new Traffic();
    private Optional<Work> work = Optional.empty();

    /** What lives from one failure to the next. */
    private record Work(Transaction transaction, Intake intake, EventBodies bodies) {}

    /** Ready to start; reads the queue while it is in the share, and closes that at the end. */
    public SqsSource(AwsConfig aws, SqsConfig config, Share share, Clock clock) {
        this.config = config;
        this.client = client(aws);
        this.share = share;
        this.journals = new Journals(share);
        this.positions = new Positions(share);
        this.clock = clock;
        this.poller = new Poller(name(), this::poll, IDLE);
        share.onTaken(poller::wake);
        this.visibility = new Visibility(client, config);
    }

    /** The same for processes that are to read the same queue, and for no others: one of them reads it at a time. */
    public static String id(SqsConfig config) {
        return "sqs-" + Ids.of(config.queueUrl());
    }

    private String lot() {
        return "sqs:" + config.queueUrl();
    }

    private static SqsClient client(AwsConfig aws) {
        SqsClientBuilder builder = SqsClient.builder().httpClient(AwsHttp.client());
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
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        poller.close();
        visibility.close();
        release();
        share.close();
        client.close();
    }

    /**
     * One request and all that follows from it. Nothing is taken from the queue while Kafka is away: each time counts
     * toward its dead-letter queue.
     *
     * @return whether the queue is this process's
     */
    boolean poll() {
        Optional<Work> current = work();
        if (current.isEmpty()) {
            settled = positions.position(lot(), clock.instant()).or(() -> settled);
            return false;
        }
        Instant asked = clock.instant();
        List<Message> messages = client.receiveMessage(request -> request.queueUrl(config.queueUrl())
                        .maxNumberOfMessages(MAX_MESSAGES)
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                        .waitTimeSeconds((int) config.waits().toSeconds())
                        .visibilityTimeout((int) config.visibility().toSeconds()))
                .messages();
        Instant time = settles(messages, asked);
        visibility.during(messages, () -> write(current.get(), messages, time));
        if (!messages.isEmpty()) {
            delete(messages);
        }
        settled = Optional.of(time);
        return true;
    }

    /**
     * Only a long poll that brings nothing says that the queue is empty; fewer messages than asked for do not. A queue
     * that is never empty gives them roughly in the order in which they were sent.
     */
    private Instant settles(List<Message> messages, Instant asked) {
        Instant before = messages.stream()
                .map(SqsSource::sent)
                .min(Comparator.naturalOrder())
                .filter(sent -> sent.isBefore(asked))
                .orElse(asked)
                .minus(SETTLING);
        return settled.filter(before::isBefore).orElse(before);
    }

    private static Instant sent(Message message) {
        return Instant.ofEpochMilli(
                Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }

    private void write(Work current, List<Message> messages, Instant time) {
        boolean done = false;
        try {
            settled.ifPresent(current.intake()::settled);
            for (Message message : messages) {
                current.bodies().read("sqs:" + config.queueName() + "/" + message.messageId(), message.body());
            }
            current.intake().flush();
            current.transaction().cover(new Checkpoint(lot(), "", time));
            current.transaction().commit();
            done = true;
        } finally {
            if (!done) {
                release();
            }
        }
    }

    /** A new intake with each journal, too: the old one remembers events as read that were not committed. */
    private Optional<Work> work() {
        journals.giveUp();
        Optional<Transaction> transaction = journals.of(lot());
        if (transaction.isEmpty()) {
            work = Optional.empty();
        } else if (work.filter(held -> held.transaction().equals(transaction.get()))
                .isEmpty()) {
            Intake intake = new Intake(transaction.get().journal(), clock, Company.alone(traffic));
            work = Optional.of(new Work(transaction.get(), intake, new EventBodies(intake)));
        }
        return work;
    }

    private void release() {
        journals.close();
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
