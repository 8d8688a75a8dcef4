package io.stopcause.ingest.sqs;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue that an EventBridge rule sends ECS's events to.
 *
 * @param queueUrl as {@code aws sqs get-queue-url} prints it
 * @param waitTime how long one request waits for messages, 1 to 20 s; by default 10 s. Without a
 *     wait SQS asks only some of its servers, and an empty answer says nothing.
 * @param visibilityTimeout how long a message that is worked on is hidden from others, 10 s to 12 h; by default 60 s.
 *     It is extended while the work goes on.
 */
public record SqsConfig(String queueUrl, Optional<Duration> waitTime, Optional<Duration> visibilityTimeout) {

    private static final Duration MIN_WAIT = Duration.ofSeconds(1);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);
    private static final Duration DEFAULT_VISIBILITY = Duration.ofSeconds(60);
    private static final Duration MIN_VISIBILITY = Duration.ofSeconds(10);
    private static final Duration MAX_VISIBILITY = Duration.ofHours(12);

    public SqsConfig {
        between("waitTime", waitTime, MIN_WAIT, MAX_WAIT);
        between("visibilityTimeout", visibilityTimeout, MIN_VISIBILITY, MAX_VISIBILITY);
        if (!queueUrl.matches("https?://.+/.+")) {
            throw new IllegalArgumentException("queueUrl '" + queueUrl
                    + "' is no address of a queue, such as https://sqs.eu-west-1.amazonaws.com/111122223333/stopcause");
        }
    }

    Duration waits() {
        return waitTime.orElse(DEFAULT_WAIT);
    }

    Duration visibility() {
        return visibilityTimeout.orElse(DEFAULT_VISIBILITY);
    }

    /** The queue's name: the end of its address. */
    public String queueName() {
        return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    }

    private static void between(String field, Optional<Duration> value, Duration min, Duration max) {
        value.filter(given -> given.compareTo(min) < 0 || given.compareTo(max) > 0)
                .ifPresent(given -> {
                    throw new IllegalArgumentException(field + " is " + given + ", must be from " + min + " to " + max);
                });
    }
}
