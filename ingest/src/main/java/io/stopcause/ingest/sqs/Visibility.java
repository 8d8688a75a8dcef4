package io.stopcause.ingest.sqs;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Keeps messages hidden from other readers for as long as they are worked on. */
final class Visibility implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Visibility.class);

    private final SqsClient client;
    private final SqsConfig config;
    private final ScheduledExecutorService timer;

    Visibility(SqsClient client, SqsConfig config) {
        this.client = client;
        this.config = config;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ingest sqs visibility");
            thread.setDaemon(true);
            return thread;
        });
    }

    void during(List<Message> messages, Runnable work) {
        long half = config.visibility().toMillis() / 2;
        ScheduledFuture<?> extending =
                timer.scheduleAtFixedRate(() -> extend(messages), half, half, TimeUnit.MILLISECONDS);
        try {
            work.run();
        } finally {
            extending.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** A failure costs no event: the messages come again and are duplicates then. */
    private void extend(List<Message> messages) {
        try {
            client.changeMessageVisibilityBatch(request -> request.queueUrl(config.queueUrl())
                    .entries(IntStream.range(0, messages.size())
                            .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                    .id(Integer.toString(i))
                                    .receiptHandle(messages.get(i).receiptHandle())
                                    .visibilityTimeout((int) config.visibility().toSeconds())
                                    .build())
                            .toList()));
        } catch (SdkException e) {
            LOG.warn("queue {}: visibility could not be extended: {}", config.queueName(), e.getMessage());
        }
    }
}
