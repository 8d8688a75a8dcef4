package io.stopcause.notifier.receiver;

import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who is told. One thread delivers at a time; {@link #check} and {@link #close} may come from another.
 *
 * <p>Nothing is connected at construction: who is not there is found by {@link #check}, or by a delivery that says
 * {@link Delivery.Retry}. What the other side does never makes these methods throw, and each returns within the
 * configured timeout.
 */
public interface Receiver extends AutoCloseable {

    /** Begins to listen to the other side, where there is something to hear; called once, returns at once. */
    default void start() {}

    /**
     * Sends one message, once. The same {@link Dispatch#key()} may come again after a crash: a receiver whose other
     * side can tell repeats apart hands the key on.
     */
    Delivery deliver(Dispatch dispatch);

    /** Whether the other side shows a message with a repeated key once. Where it does not, a crash may show one twice. */
    default boolean knowsRepeats() {
        return false;
    }

    /**
     * How often what is open must be delivered again, for another side that takes silence for an end; empty where it
     * remembers.
     */
    default Optional<Duration> refresh() {
        return Optional.empty();
    }

    /** Whether the other side can be reached, without a message; what is wrong, in words, or nothing. */
    Optional<String> check();

    /** Lets go of connections and threads. A delivery that is under way may fail. */
    @Override
    void close();
}
