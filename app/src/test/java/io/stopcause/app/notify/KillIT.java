package io.stopcause.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCreation;
import io.stopcause.model.Incident;
import io.stopcause.model.topic.Topics;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A notifier of its own process, killed at instants that nobody chose while incidents come and go: nothing is lost, a
 * receiver that knows repeats sees each message once, and the other sees again at most what was under way. The property
 * {@code stopcause.kills} says how often, {@code stopcause.seed} when.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("stopcause.kills", 5);
    private static final long SEED = Long.getLong("stopcause.seed", 20260303L);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LONGEST_LIFE_MILLIS = 2_000;
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path directory;

    private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final Map<String, Incident> newest = new LinkedHashMap<>();
    private final Random random = new Random(SEED);

    @Test
    void nothingIsLostAndNothingIsToldTwice() throws Exception {
        mail.start();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
                Hook hook = new Hook();
                KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            TopicCreation.ensure(broker.clientProperties(), 2);
            Path config = config(broker, hook);
            for (int kill = 0; kill < KILLS; kill++) {
                long before = readyOnes();
                Process notifier = run(config);
                if (random.nextInt(5) > 0) {
                    awaitReady(notifier, before);
                }
                live(producer, random.nextInt(LONGEST_LIFE_MILLIS));
                assertThat(notifier.isAlive())
                        .as("seed %s, kill %s: %s", SEED, kill, output())
                        .isTrue();
                notifier.destroyForcibly().waitFor();
            }
            for (int i = 0; i < 20; i++) {
                write(producer, MadeIncidents.open("i" + newest.size(), Instant.now()));
            }
            Process last = run(config);
            awaitAllTold(hook);
            last.destroy();
            assertThat(last.waitFor(1, TimeUnit.MINUTES)).isTrue();
            try (ToldLog log = new ToldLog(broker.clientProperties())) {
                judge(hook, log.read());
            }
        } finally {
            mail.stop();
        }
    }

    /** Returns when the notifier has said that it runs; {@code before} is how many have said so already. */
    private void awaitReady(Process notifier, long before) throws IOException, InterruptedException {
        while (notifier.isAlive() && readyOnes() <= before) {
            Thread.sleep(20);
        }
    }

    private long readyOnes() throws IOException {
        Path log = directory.resolve("run.log");
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.startsWith("notifier "))
                        .count()
                : 0;
    }

    /** Incidents begin, change and end while the notifier lives. */
    private void live(KafkaProducer<byte[], byte[]> producer, int millis) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            List<Incident> open =
                    newest.values().stream().filter(each -> !each.isResolved()).toList();
            int dice = random.nextInt(10);
            if (dice < 4 || open.isEmpty()) {
                write(producer, MadeIncidents.open("i" + newest.size(), Instant.now()));
            } else {
                Incident one = open.get(random.nextInt(open.size()));
                write(producer, dice < 7 ? MadeIncidents.withSymptom(one, "s" + dice) : MadeIncidents.resolved(one));
            }
            Thread.sleep(random.nextInt(40));
        }
    }

    private void write(KafkaProducer<byte[], byte[]> producer, Incident incident) {
        newest.put(incident.id(), incident);
        // A failure shows as a message that never comes.
        Future<RecordMetadata> unused = producer.send(Topics.INCIDENTS.record(incident.id(), incident));
    }

    private void awaitAllTold(Hook hook) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!missing(hook).isEmpty() || !mailsMissing().isEmpty()) {
            assertThat(Instant.now())
                    .as("seed %s: not told %s, by mail %s; %s", SEED, missing(hook), mailsMissing(), output())
                    .isBefore(deadline);
            Thread.sleep(100);
        }
    }

    /** Open incidents that were not told, and those that were told and not settled. */
    private List<String> missing(Hook hook) {
        return unsettled(hook.taken().stream().map(message -> message.incident() + " " + message.kind()));
    }

    private List<String> mailsMissing() {
        return unsettled(mails().stream());
    }

    private List<String> unsettled(Stream<String> told) {
        List<String> all = told.toList();
        return newest.values().stream()
                .filter(each -> each.isResolved()
                        ? all.contains(each.id() + " opened") && !all.contains(each.id() + " resolved")
                        : !all.contains(each.id() + " opened"))
                .map(Incident::id)
                .toList();
    }

    /** Incident and kind of each mail, from its subject and its first line. */
    private List<String> mails() {
        return Stream.of(mail.getReceivedMessages())
                .map(message -> {
                    try {
                        String subject = message.getSubject();
                        String id = subject.replaceAll(".*service (i\\d+) fails.*", "$1");
                        String text = GreenMailUtil.getWholeMessage(message);
                        return id
                                + (text.contains("Resolved")
                                        ? " resolved"
                                        : text.contains("New:") ? " updated" : " opened");
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private void judge(Hook hook, ToldLog log) {
        Map<String, Long> told = count(hook.taken().stream()
                .filter(message -> !message.kind().equals("updated"))
                .map(message -> message.incident() + " " + message.kind()));
        assertThat(told.values())
                .as("seed %s: told twice at the receiver with keys", SEED)
                .isNotEmpty()
                .allMatch(times -> times == 1);

        Map<String, Long> mails = count(mails().stream().filter(each -> !each.endsWith("updated")));
        long twice = mails.values().stream().mapToLong(times -> times - 1).sum();
        long owned = log.repeats().stream()
                .filter(entry -> entry.receiver().equals("mail"))
                .count();
        assertThat(twice)
                .as("seed %s: mails twice that the log does not own up to", SEED)
                .isLessThanOrEqualTo(owned);
        assertThat(owned).as("at most the one under way, for each kill").isLessThanOrEqualTo(KILLS);
        System.out.printf(
                "%d kills, seed %d: %d incidents, 0 lost; %d requests, %d by key, 0 twice; %d mails, %d twice, %d said to be"
                        + " possible%n",
                KILLS, SEED, newest.size(), hook.requests().size(), hook.taken().size(), mails().size(), twice, owned);
    }

    private static Map<String, Long> count(Stream<String> names) {
        Map<String, Long> counts = new HashMap<>();
        names.forEach(name -> counts.merge(name, 1L, Long::sum));
        return counts;
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(broker.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Path config(EmbeddedBroker broker, Hook hook) throws IOException {
        return Files.writeString(directory.resolve("stopcause.yaml"), """
                kafka:
                  bootstrap.servers: %s
                  group.instance.id: killed
                notify:
                  route:
                    receiver: hook
                    routes:
                      - {receiver: hook, continue: true}
                      - {receiver: mail}
                  receivers:
                    - name: hook
                      webhook: {url: '%s', secret: s3cret-s3cret-s3cret}
                    - name: mail
                      email:
                        from: stopcause@example.org
                        to: oncall@example.org
                        smtp: {host: 127.0.0.1, port: %d, security: plain}
                  quiet:
                    storm: {count: 1000000, window: 1m}
                """.formatted(
                broker.bootstrapServers(), hook.address(), mail.getSmtp().getPort()));
    }

    private Process run(Path config) throws IOException {
        return new ProcessBuilder(
                        JAVA,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.stopcause.app.Main",
                        "run",
                        "--roles",
                        "notify",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("run.log").toFile()))
                .start();
    }

    private String output() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("run.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
