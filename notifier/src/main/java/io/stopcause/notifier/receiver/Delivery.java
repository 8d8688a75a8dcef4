package io.stopcause.notifier.receiver;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to deliver. */
public sealed interface Delivery {

    /** In words that can be shown to a user; never holds a secret. */
    String reason();

    /** Whether the receiver may have it although it failed. */
    default boolean mayHaveArrived() {
        return false;
    }

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
     * @param mayHaveArrived whether it went out and failed on the way back, for all that is known
     */
    record Retry(String reason, Optional<Duration> after, boolean mayHaveArrived) implements Delivery {

        /** A failure after which the receiver is known not to have it. */
        public Retry(String reason, Optional<Duration> after) {
            this(reason, after, false);
        }
    }

    /** It failed, and the same attempt would fail again. */
    record Rejected(String reason) implements Delivery {}
}
