package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.RuleException;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.broker.BrokerException;
import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCheck;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.ingest.install.Point;
import io.stopcause.ingest.install.account.AccountCheckup;
import io.stopcause.notifier.ReceiverConfig;
import io.stopcause.notifier.receiver.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at everything that a configuration connects to; changes nothing and tells nobody. */
final class Doctor {

    private static final long MIB = 1L << 20;
    private static final long TOO_LITTLE = 512 * MIB;
    private static final long SCANT = 5 * 1024 * MIB;

    private final StopcauseConfig config;
    private final Surroundings surroundings;
    private final List<Point> points = new ArrayList<>();

    private Doctor(StopcauseConfig config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
    }

    static List<Point> examine(StopcauseConfig config, Surroundings surroundings) {
        Doctor doctor = new Doctor(config, surroundings);
        doctor.rules();
        doctor.disk();
        doctor.kafka();
        if (config.ingest().equals(IngestConfig.NONE)) {
            doctor.points.add(Point.yellow(
                    "ingest",
                    "nothing is read",
                    "'stopcause aws install' makes a queue and prints the section 'ingest' of the configuration"));
        } else {
            doctor.points.addAll(AccountCheckup.of(config.ingest(), surroundings.clock()));
        }
        config.notifier().receivers().forEach(doctor::receiver);
        return List.copyOf(doctor.points);
    }

    private void rules() {
        try {
            RuleSet rules = config.rules().loadTested();
            points.add(Point.green("rules", rules.rules().size() + " rules, version " + rules.version()));
        } catch (RuleException e) {
            points.add(Point.red(
                    "rules",
                    e.problems().size() + " problems: " + e.problems().get(0),
                    "'stopcause rules lint' and 'rules test' show all"));
        }
    }

    private void disk() {
        Path data = config.data().toAbsolutePath();
        Path there = data;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            points.add(
                    Point.red("disk", there + " cannot be written", "let stopcause's user write there, or set 'data'"));
            return;
        }
        try {
            points.add(room(data, Files.getFileStore(there).getUsableSpace()));
        } catch (IOException e) {
            points.add(Point.red("disk", there + ": " + e.getMessage(), "set 'data' to a directory of a local disk"));
        }
    }

    static Point room(Path data, long free) {
        String words = "%,d MiB free for %s".formatted(free / MIB, data);
        if (free < TOO_LITTLE) {
            return Point.red("disk", words, "make room, or set 'data' to a larger disk");
        }
        return free < SCANT
                ? Point.yellow("disk", words, "make room: the embedded broker keeps up to 1 GiB of each partition")
                : Point.green("disk", words);
    }

    private void kafka() {
        Map<String, Object> client;
        if (config.kafka().isEmbedded()) {
            Optional<String> address = EmbeddedBroker.addressOn(config.data().resolve("kafka"));
            if (address.isEmpty()) {
                points.add(Point.green("kafka", "embedded; no 'stopcause run' is up on " + config.data()));
                return;
            }
            client = Map.of("bootstrap.servers", address.get());
        } else {
            client = config.kafka().clientProperties(surroundings.secrets());
        }
        try {
            topics(TopicCheck.of(client), String.valueOf(client.get("bootstrap.servers")));
        } catch (BrokerException e) {
            points.add(Point.red(
                    "kafka", String.valueOf(e.getMessage()), "check the section 'kafka' of the configuration"));
        }
    }

    private void topics(TopicCheck check, String servers) {
        points.add(Point.green("kafka", check.brokers() + " brokers, by " + servers));
        if (!check.wrong().isEmpty()) {
            points.add(Point.red(
                    "topics",
                    String.join("; ", check.wrong()),
                    "set them with 'kafka-configs.sh --alter --entity-type topics --entity-name <topic> --add-config"
                            + " <name>=<value>'"));
        } else if (!check.missing().isEmpty()) {
            points.add(Point.yellow(
                    "topics",
                    check.missing().size() + " do not exist yet, such as "
                            + check.missing().get(0),
                    "'stopcause run' makes them, if it may"));
        } else {
            points.add(Point.green("topics", "all are there, with the right settings"));
        }
    }

    private void receiver(ReceiverConfig receiver) {
        String name = "receiver " + receiver.name();
        points.add(receiver.check(surroundings)
                .map(wrong -> Point.red(
                        name, wrong, "'stopcause check-config --send-test " + receiver.name() + "' sends a message"))
                .orElseGet(() -> Point.green(name, "can be reached")));
    }
}
