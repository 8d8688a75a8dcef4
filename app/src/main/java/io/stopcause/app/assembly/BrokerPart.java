package io.stopcause.app.assembly;

import io.stopcause.app.broker.BrokerException;
import io.stopcause.app.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The embedded broker. */
final class BrokerPart implements Part {

    private final EmbeddedBroker broker;
    private final Path directory;

    BrokerPart(Path directory) {
        this.directory = directory;
        this.broker = EmbeddedBroker.start(directory);
    }

    Map<String, Object> clientProperties() {
        return broker.clientProperties();
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public Optional<String> greeting() {
        return Optional.of("Kafka " + broker.bootstrapServers() + ", records in " + directory);
    }

    @Override
    public List<String> check() {
        return List.of();
    }

    @Override
    public Optional<String> failure() {
        try {
            broker.check();
            return Optional.empty();
        } catch (BrokerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
