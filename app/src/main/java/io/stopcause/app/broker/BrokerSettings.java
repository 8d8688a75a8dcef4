package io.stopcause.app.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Kafka's own settings for a broker that shares a laptop with everything else. */
final class BrokerSettings {

    /** The largest record: a log line of CloudWatch has up to 1 MiB, and JSON escapes make it longer. */
    static final int MAX_MESSAGE_BYTES = 3 * 1024 * 1024;

    static final int NODE = 1;

    private static final int MIB = 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, String> of(Path directory, Sockets sockets) {
        Map<String, String> settings = new TreeMap<>();
        settings.putAll(network(sockets));
        settings.putAll(storage(directory));
        settings.putAll(small());
        settings.putAll(quick());
        return settings;
    }

    private static Map<String, String> network(Sockets sockets) {
        String listener = Sockets.BROKER + "://" + sockets.brokerAddress();
        return Map.of(
                "node.id",
                String.valueOf(NODE),
                "process.roles",
                "broker,controller",
                "controller.quorum.voters",
                NODE + "@" + sockets.controllerAddress(),
                "controller.listener.names",
                Sockets.CONTROLLER,
                "listeners",
                listener + "," + Sockets.CONTROLLER + "://" + sockets.controllerAddress(),
                "advertised.listeners",
                listener,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private static Map<String, String> storage(Path directory) {
        return Map.of(
                "log.dirs", directory.toString(),
                "auto.create.topics.enable", "false",
                "message.max.bytes", String.valueOf(MAX_MESSAGE_BYTES),
                "replica.fetch.max.bytes", String.valueOf(MAX_MESSAGE_BYTES),
                "log.segment.bytes", String.valueOf(64 * MIB),
                "log.retention.bytes", String.valueOf(1024 * MIB),
                "default.replication.factor", "1",
                "min.insync.replicas", "1");
    }

    private static Map<String, String> small() {
        Map<String, String> settings = new TreeMap<>();
        for (String topic :
                new String[] {"offsets.topic.", "transaction.state.log.", "share.coordinator.state.topic."}) {
            settings.put(topic + "num.partitions", "1");
            settings.put(topic + "replication.factor", "1");
            settings.put(topic + "segment.bytes", String.valueOf(4 * MIB));
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("num.partitions", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * MIB));
        settings.put("log.index.size.max.bytes", String.valueOf(MIB));
        settings.put("queued.max.requests", "64");
        settings.put("metric.reporters", "");
        return settings;
    }

    /** Waits that protect a cluster of many from each other, and only delay a cluster of one. */
    private static Map<String, String> quick() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "broker.heartbeat.interval.ms", "200",
                "controller.quorum.election.timeout.ms", "200",
                "controller.quorum.election.backoff.max.ms", "100",
                "controller.quorum.request.timeout.ms", "2000",
                // Nobody could take over from the only broker, so a pause of the process must not cost it its
                // partitions.
                "broker.session.timeout.ms", "3600000");
    }
}
