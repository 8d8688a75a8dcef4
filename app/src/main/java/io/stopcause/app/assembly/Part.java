package io.stopcause.app.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * Something that has been started and runs until it is closed. {@link #close} is called once, by the thread that
 * started it; the others by any thread.
 */
interface Part extends AutoCloseable {

    /** One word for messages. */
    String name();

    /** What a person may want to know once it runs, such as an address; empty where there is nothing to say. */
    default Optional<String> greeting() {
        return Optional.empty();
    }

    /** What is wrong now and may pass by itself, in words; asks nobody far away. */
    List<String> check();

    /** How each thing that it reads fares, a line for each. */
    default List<String> sources() {
        return List.of();
    }

    /** Has what it counts kept under its names. */
    default void bindTo(MeterRegistry registry) {}

    /** Why it will never work again; empty while it may. */
    Optional<String> failure();

    /** Stops within seconds and keeps what has to be kept. */
    @Override
    void close();
}
