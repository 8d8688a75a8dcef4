package io.stopcause.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that is read for as long as the process lives. A source owns its {@link Journal} and one thread that uses
 * both. It survives what may pass by itself (an unreachable service, a throttled call) and says so in {@link #check()}.
 *
 * <p>Methods may be called by any thread; {@code start} once, {@code close} any number of times.
 */
public interface Source extends AutoCloseable {

    /** What people see in messages. */
    String name();

    /** Starts reading where the last checkpoint ends. An unreachable service is no error here. */
    void start();

    /** How it fares now, one entry for each thing that can fail by itself. Asks nobody, so it is cheap. */
    List<Health> check();

    /** Event time up to which all has been read, as far as the source can know; empty until it can. */
    Optional<Instant> settled();

    /** What has gone through it since its start. */
    Traffic traffic();

    /** Stops within seconds. What is not committed is read again after the next start. */
    @Override
    void close();
}
