package io.stopcause.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A Kafka broker and controller in this process, on loopback and free ports. The data directory survives: started on
 * it again, the broker has the same cluster id, topics and records. One process per directory.
 *
 * <p>Not thread-safe: {@link #start} and {@link #close} belong to one thread.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);
    private static final Duration LEADING = Duration.ofSeconds(30);
    private static final Duration LEADING_LOOK = Duration.ofMillis(50);

    private final DirectoryLock lock;
    private final Sockets sockets;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private volatile String fault = "";

    private EmbeddedBroker(DirectoryLock lock, Sockets sockets, Path directory) {
        this.lock = lock;
        this.sockets = sockets;
        KafkaConfig config = new KafkaConfig(BrokerSettings.of(directory, sockets), false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                new Metrics(Time.SYSTEM),
                CompletableFuture.completedFuture(Map.of(BrokerSettings.NODE, sockets.controllerEndpoint())),
                List.of(),
                (name, fatal, action) -> handler(name, fatal),
                sockets);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        broker = new BrokerServer(shared);
    }

    /**
     * Starts a broker on a directory; the first time it formats the directory. Returns when the broker accepts clients.
     *
     * @throws BrokerException if the directory is in use or cannot be written, or Kafka cannot start
     */
    public static EmbeddedBroker start(Path directory) {
        DirectoryLock lock = DirectoryLock.take(directory);
        Sockets sockets = Sockets.bind();
        try {
            Path log = directory.resolve("log");
            format(log);
            EmbeddedBroker started = new EmbeddedBroker(lock, sockets, log);
            started.run();
            lock.announce(started.bootstrapServers());
            return started;
        } catch (RuntimeException e) {
            sockets.close();
            lock.close();
            throw e instanceof BrokerException known
                    ? known
                    : new BrokerException("the embedded broker cannot start on " + directory + ": " + e, e);
        }
    }

    /** Where the broker of another process on this directory is reached; nothing where none runs. */
    public static Optional<String> addressOn(Path directory) {
        return DirectoryLock.announced(directory);
    }

    private static void format(Path log) {
        if (Files.exists(log.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try {
            Files.createDirectories(log);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(Sockets.CONTROLLER)
                    .setMetadataLogDirectory(log.toString())
                    .setDirectories(List.of(log.toString()))
                    .run();
        } catch (IOException e) {
            throw new BrokerException("cannot write " + log + ": " + e, e);
        } catch (Exception e) {
            throw new BrokerException("cannot format " + log + " for Kafka: " + e.getMessage(), e);
        }
    }

    private void run() {
        try {
            controller.startup();
            unregisterPredecessor();
            broker.startup();
        } catch (RuntimeException e) {
            stop();
            throw new BrokerException("the embedded broker cannot start: " + e.getMessage() + fault, e);
        }
    }

    /**
     * Takes back the registration of the process before, whether it was closed or killed. Otherwise the broker waits
     * until that one is missed, and meanwhile takes partitions for its own that the controller then takes from it for a
     * moment: a transaction that was being committed when the process was killed is held for ended while they have no
     * leader, and hangs for ever (seen in 9 of 10 kills, with Kafka 4.3.1).
     */
    private void unregisterPredecessor() {
        ControllerRequestContext asked =
                new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
        long deadline = System.nanoTime() + LEADING.toNanos();
        while (true) {
            try {
                controller
                        .controller()
                        .unregisterBroker(asked, BrokerSettings.NODE)
                        .get(LEADING.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                    return;
                }
                if (!(e.getCause() instanceof NotControllerException) || System.nanoTime() > deadline) {
                    throw new KafkaException("the controller refuses: " + e.getCause(), e);
                }
                LockSupport.parkNanos(LEADING_LOOK.toNanos());
            } catch (TimeoutException e) {
                throw new KafkaException("the controller does not answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
    }

    private void stop() {
        broker.shutdown(SHUTDOWN);
        controller.shutdown();
    }

    /** Kafka's own handlers end the process; inside ours a fault is kept for {@link #check}. */
    private FaultHandler handler(String name, boolean fatal) {
        return (message, cause) -> {
            LOG.error("{} of the embedded broker: {}", name, message, cause);
            String text = message + (cause == null ? "" : ": " + cause);
            if (fatal) {
                fault = text;
            }
            return new IllegalStateException(text, cause);
        };
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return sockets.brokerAddress();
    }

    /** What a client needs to connect. */
    public Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    /**
     * Says whether the broker still works.
     *
     * @throws BrokerException with the newest fault that it met
     */
    public void check() {
        if (!fault.isEmpty()) {
            throw new BrokerException("the embedded broker has failed: " + fault);
        }
    }

    /** Stops in order: what was written is on disk, the directory is free. */
    @Override
    public void close() {
        try {
            stop();
        } finally {
            sockets.close();
            lock.close();
        }
    }
}
