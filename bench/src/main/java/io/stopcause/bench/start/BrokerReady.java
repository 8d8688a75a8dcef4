package io.stopcause.bench.start;

import io.stopcause.app.broker.EmbeddedBroker;
import java.nio.file.Path;

/** Says when the embedded broker accepts clients. Argument: a new directory. */
final class BrokerReady {

    private BrokerReady() {}

    public static void main(String[] arguments) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]))) {
            System.out.println(broker.bootstrapServers());
        }
    }
}
