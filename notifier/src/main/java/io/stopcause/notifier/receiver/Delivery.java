package io.stopcause.notifier.receiver;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to deliver. */
public sealed interface Delivery {

    /** In words that can be shown to a user; never holds a secret. */
    String reason();

    /**
     * The receiver has it.
     *
     * @param reference what finds the message again, for receivers whose messages can be edited or answered
     */
    record Delivered(String reason, Optional<String> reference) implements Delivery {}

    /**
     * It failed, and the same attempt may succeed later.
     *
     * @param after how long the receiver asks to wait
     */
    record Retry(String reason, Optional<Duration> after) implements Delivery {}

    /** It failed, and the same attempt would fail again. */
    record Rejected(String reason) implements Delivery {}
}
