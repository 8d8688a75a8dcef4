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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A notifier of its own process, killed at instants that nobody chose, most of them while it tells of incidents that come
 * and go: nothing is lost, a receiver that knows repeats sees each message once, a channel shows each incident and each
 * piece of news once, and mail shows again at most what was under way. The property {@code stopcause.kills} says how
 * often, {@code stopcause.seed} when.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("stopcause.kills", 5);
    private static final long SEED = Long.getLong("stopcause.seed", 20260303L);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LONGEST_TELLING_MILLIS = 400;
    private static final int LONGEST_YOUTH_MILLIS = 3_000;

    /** From so many starts on it takes less time to make an archive of classes once than to read them each time. */
    private static final int WORTH_AN_ARCHIVE = 10;

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
                FakeChannel channel = new FakeChannel();
                KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            TopicCreation.ensure(broker.clientProperties(), 2);
            NotifierProcess notifier = new NotifierProcess(config(broker, hook, channel), directory);
            if (KILLS > WORTH_AN_ARCHIVE) {
                Process first = notifier.startArchiving();
                liveUntilTold(producer, channel);
                end(first);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                Process life = notifier.start();
                if (random.nextInt(10) == 0) {
                    live(producer, random.nextInt(LONGEST_YOUTH_MILLIS));
                } else {
                    liveUntilTold(producer, channel);
                }
                assertThat(life.isAlive())
                        .as("seed %s, kill %s: %s", SEED, kill, notifier.output())
                        .isTrue();
                life.destroyForcibly().waitFor();
            }
            for (int i = 0; i < 20; i++) {
                write(producer, MadeIncidents.open("i" + newest.size(), Instant.now()));
            }
            Process last = notifier.start();
            awaitAllTold(hook, channel, notifier);
            end(last);
            try (ToldLog log = new ToldLog(broker.clientProperties())) {
                judge(hook, log.read());
                judge(channel, log);
                System.out.printf(
                        "%d kills, seed %d: %d incidents, 0 lost; %d messages cut off; %d posted, 0 twice%n",
                        KILLS,
                        SEED,
                        newest.size(),
                        log.cutOff(),
                        channel.messages().size());
            }
        } finally {
            mail.stop();
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    /** Until the notifier has told something, and a little longer. */
    private void liveUntilTold(KafkaProducer<byte[], byte[]> producer, FakeChannel channel)
            throws InterruptedException {
        long before = channel.told();
        Instant patience = Instant.now().plus(PATIENCE);
        do {
            live(producer, random.nextInt(LONGEST_TELLING_MILLIS));
        } while (channel.told() == before && Instant.now().isBefore(patience));
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
            Thread.sleep(random.nextInt(100));
        }
    }

    private void write(KafkaProducer<byte[], byte[]> producer, Incident incident) {
        newest.put(incident.id(), incident);
        // A failure shows as a message that never comes.
        Future<RecordMetadata> unused = producer.send(Topics.INCIDENTS.record(incident.id(), incident));
    }

    private void awaitAllTold(Hook hook, FakeChannel channel, NotifierProcess notifier) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        int told = 0;
        while (!missing(hook).isEmpty()
                || !mailsMissing().isEmpty()
                || !missing(channel).isEmpty()) {
            assertThat(Instant.now())
                    .as(
                            "seed %s: not told %s, by mail %s, in the channel %s; %s",
                            SEED, missing(hook), mailsMissing(), missing(channel), notifier.output())
                    .isBefore(deadline);
            int now = hook.taken().size() + channel.messages().size() + mail.getReceivedMessages().length;
            if (now > told) {
                told = now;
                deadline = Instant.now().plus(PATIENCE);
            }
            Thread.sleep(100);
        }
    }

    /** Open incidents that were not told, and those that were told and not settled. */
    private List<String> missing(Hook hook) {
        return unsettled(hook.taken().stream().map(message -> message.incident() + " " + message.kind()));
    }

    /** What the channel does not show as it stands: its message is edited in place. */
    private List<String> missing(FakeChannel channel) {
        Map<String, String> shown = new HashMap<>();
        channel.messages().stream()
                .filter(message -> message.thread().isEmpty())
                .forEach(message -> shown.put(incidentIn(message.text()), message.text()));
        return newest.values().stream()
                .filter(each -> each.isResolved()
                        ? shown.containsKey(each.id()) && !shown.get(each.id()).contains("Resolved")
                        : !shown.containsKey(each.id()))
                .map(Incident::id)
                .toList();
    }

    private static String incidentIn(String text) {
        return text.replaceAll("(?s).*service (i\\d+) fails.*", "$1");
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
        List<String> told = hook.taken().stream()
                .filter(message -> !message.kind().equals("updated"))
                .filter(message -> newest.containsKey(message.incident()))
                .map(message -> message.incident() + " " + message.kind())
                .toList();
        assertThat(told).isNotEmpty();
        assertThat(twice(told))
                .as("seed %s: told twice at the receiver with keys; %s", SEED, log.of(twice(told)))
                .isEmpty();

        int twice = twice(mails().stream()
                        .filter(each -> !each.endsWith("updated"))
                        .filter(each -> newest.containsKey(each.split(" ", 2)[0]))
                        .toList())
                .size();
        int owned = (int) log.repeats().stream()
                .filter(entry -> entry.receiver().equals("mail"))
                .count();
        assertThat(twice)
                .as("seed %s: mails twice that the log does not own up to", SEED)
                .isLessThanOrEqualTo(owned);
        assertThat(owned).as("at most the one under way, for each kill").isLessThanOrEqualTo(KILLS);
        System.out.printf(
                "webhook: %d requests, %d by key, 0 twice; mail: %d, %d twice, %d said to be possible%n",
                hook.requests().size(), hook.taken().size(), mails().size(), twice, owned);
    }

    private static void judge(FakeChannel channel, ToldLog log) {
        List<FakeChannel.Message> messages = channel.messages();
        assertThat(twice(messages.stream().map(FakeChannel.Message::key).toList()))
                .as("seed %s: posted twice in the channel", SEED)
                .isEmpty();
        List<String> own = messages.stream()
                .filter(message -> message.thread().isEmpty())
                .map(message -> incidentIn(message.text()))
                .toList();
        assertThat(own).isNotEmpty();
        assertThat(twice(own))
                .as("seed %s: incidents with two messages of their own in the channel; %s", SEED, log.of(twice(own)))
                .isEmpty();
    }

    private static List<String> twice(List<String> names) {
        Set<String> once = new HashSet<>();
        return names.stream().filter(name -> !once.add(name)).toList();
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(broker.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Path config(EmbeddedBroker broker, Hook hook, FakeChannel channel) throws IOException {
        return Files.writeString(directory.resolve("stopcause.yaml"), """
                kafka:
                  bootstrap.servers: %s
                  group.instance.id: killed
                notify:
                  route:
                    receiver: hook
                    routes:
                      - {receiver: hook, continue: true}
                      - {receiver: channel, continue: true}
                      - {receiver: mail}
                  receivers:
                    - name: hook
                      webhook: {url: '%s', secret: s3cret-s3cret-s3cret}
                    - name: channel
                      slack: {token: xoxb-1-s3cret, channel: %s, apiUrl: '%s'}
                    - name: mail
                      email:
                        from: stopcause@example.org
                        to: oncall@example.org
                        smtp: {host: 127.0.0.1, port: %d, security: plain}
                  quiet:
                    storm: {count: 1000000, window: 1m}
                """.formatted(
                        broker.bootstrapServers(),
                        hook.address(),
                        FakeChannel.ID,
                        channel.address(),
                        mail.getSmtp().getPort()));
    }
}
