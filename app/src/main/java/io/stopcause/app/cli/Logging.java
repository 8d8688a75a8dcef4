package io.stopcause.app.cli;

import java.util.List;

/** Sets how much is logged. It has to happen before the first logger is made, so it looks at the arguments itself. */
public final class Logging {

    static final String DEBUG = "--debug";

    private static final String LEVEL = "org.slf4j.simpleLogger.log.";

    private Logging() {}

    /** With {@code --debug} stopcause tells all it does and Kafka what it warns of; without it only errors are seen. */
    public static void configure(String... arguments) {
        if (List.of(arguments).contains(DEBUG)) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
            System.setProperty(LEVEL + "io.stopcause", "debug");
            System.setProperty(LEVEL + "io.stopcause.ingest", "debug");
            System.setProperty(LEVEL + "kafka", "info");
            System.setProperty(LEVEL + "org.apache.kafka", "info");
        }
    }
}
