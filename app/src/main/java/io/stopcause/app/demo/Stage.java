package io.stopcause.app.demo;

import io.stopcause.app.assembly.Assembly;
import io.stopcause.app.assembly.Role;
import io.stopcause.app.config.KafkaConfig;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.app.rules.RuleSource;
import io.stopcause.console.live.BoardLoop;
import io.stopcause.console.live.ConsoleConfig;
import io.stopcause.console.live.IncidentBoard;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.receiver.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** What {@code stopcause run} runs, all but its sources, with seats from which to watch. Belongs to one thread. */
final class Stage implements AutoCloseable {

    /** Enough to be divided, few enough to start at once. */
    private static final int PARTITIONS = 2;

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration QUIET = Duration.ofMillis(400);

    private final Assembly assembly;
    private final IncidentBoard board = new IncidentBoard();
    private final BoardLoop loop;
    private final MessageLog messages;

    /**
     * Starts all of it.
     *
     * @param data directory for the broker and for the analyzer's state
     */
    Stage(Path data, NotifierConfig receivers, Surroundings surroundings) {
        StopcauseConfig config = new StopcauseConfig(
                data,
                RuleSource.SHIPPED,
                kafka(),
                IngestConfig.NONE,
                receivers,
                ConsoleConfig.onFreePort(),
                Optional.empty());
        assembly = Assembly.start(
                config, EnumSet.of(Role.ANALYZE, Role.NOTIFY, Role.CONSOLE), surroundings, Clock.systemUTC());
        loop = BoardLoop.of(board, client());
        loop.start();
        messages = new MessageLog(client());
    }

    private static KafkaConfig kafka() {
        return new KafkaConfig(
                Optional.empty(),
                Optional.of(PARTITIONS),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** What a Kafka client needs to write here. */
    Map<String, Object> client() {
        return assembly.clientProperties();
    }

    /** Where a browser finds the live page. */
    URI page() {
        return assembly.liveAddress().orElseThrow();
    }

    /** All incidents, findings and histories so far. */
    IncidentBoard.Snapshot board() {
        return board.snapshot();
    }

    MessageLog messages() {
        return messages;
    }

    /** Waits until every part can work; goes on all the same when the time is over. */
    void awaitReady(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!assembly.check().isEmpty() && System.nanoTime() < deadline) {
            requireWorking();
            messages.read(LOOK);
        }
    }

    /** Waits until nothing has changed for a moment; goes on all the same when the time is over. */
    void awaitQuiet(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        long changed = System.nanoTime();
        long version = board.snapshot().version();
        while (System.nanoTime() - changed < QUIET.toNanos() && System.nanoTime() < deadline) {
            requireWorking();
            messages.read(LOOK);
            if (board.snapshot().version() != version) {
                version = board.snapshot().version();
                changed = System.nanoTime();
            }
        }
    }

    /**
     * Sees to it that the story can go on.
     *
     * @throws DemoException with what has failed
     */
    void requireWorking() {
        assembly.failure().ifPresent(why -> {
            throw new DemoException(why);
        });
    }

    @Override
    public void close() {
        messages.close();
        loop.close();
        assembly.close();
    }
}
