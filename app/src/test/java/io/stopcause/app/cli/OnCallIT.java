package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.assembly.Assembly;
import io.stopcause.app.assembly.Role;
import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.ingest.kafka.KafkaSink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Incident;
import io.stopcause.model.LogBatch;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person on call types while stopcause runs with its embedded broker. */
class OnCallIT {

    private static final String EVENING = "../examples/evening";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private Path config = Path.of("stopcause.yaml");

    @Test
    void asksWhySilencesAndAcknowledges() throws Exception {
        config = Files.writeString(directory.resolve("stopcause.yaml"), """
            data: data
            notify:
              route: {receiver: screen}
              receivers: [{name: screen, console: {}}]
              quiet: {latePause: 0s}
            """);
        assertThat(command("silence", "list").err()).contains("no stopcause runs on ");

        Incident first = anIncident("first");
        Incident second = anIncident("second");
        try (Assembly assembly = start();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        assembly.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(Topics.INCIDENTS.record(first.id(), first)).get();
            await(() -> why(first).contains("delivered, default route; new"));
            assertThat(why(first))
                    .contains("rule " + first.diagnosis().origin().rule())
                    .contains("+ essential-container-exited: 'Essential container in task exited' fits")
                    .contains("- normal-one-shot-exit: nothing fits ")
                    .contains("+ default route")
                    .contains("now, for receiver screen: nothing to tell");

            assertThat(command("ack", "frist").err()).contains("did you mean 'first'?");
            Run acknowledged = command("ack", first.id(), "--author", "bob", "--reason", "rolling back");
            assertThat(acknowledged.err()).isEmpty();
            await(() -> messages().contains("bob acknowledged it: rolling back"));

            Run silenced =
                    command("silence", "add", "incident=second", "--for", "1h", "--author", "ann", "--reason", "x");
            assertThat(silenced.err()).isEmpty();
            String id = silenced.out().replaceFirst("silence (\\w+) until .*\\s*", "$1");
            assertThat(command("silence", "list").out()).contains(id, "active", "{incident=\"second\"}  ann: x");
            producer.send(Topics.INCIDENTS.record(second.id(), second)).get();
            await(() -> why(second).contains("muted, default route; new"));
            assertThat(why(second)).contains("by silence " + id + " of ann: x").contains("mutes it");

            assertThat(command("silence", "expire", "nosuch").err()).contains("unknown silence 'nosuch'");
            assertThat(command("silence", "expire", id).out()).contains("is over");
            await(() -> why(second).contains("delivered, default route; new"));
            assertThat(command("silence", "expire", id).err()).contains("has been over since");

            followsATask(assembly, first);
        }
    }

    /** From the topics it tells what it tells of the files, and who was told besides. */
    private void followsATask(Assembly assembly, Incident incident) {
        String task = incident.reach().tasks().get(0).taskId();
        try (KafkaSink sink = KafkaSink.open(assembly.clientProperties(), "test")) {
            FileReading.read(List.of(Path.of(EVENING)), InputStream.nullInputStream(), sink, Clock.systemUTC());
            sink.commit(List.of());
        }

        Run topics = command("timeline", task.substring(0, 8));

        assertThat(topics.err()).isEmpty();
        assertThat(topics.out()).contains("screen", "delivered");
        List<String> told = topics.out().lines().toList();
        Run files = Run.of("timeline", task, EVENING);
        assertThat(files.out().lines().filter(line -> line.contains(": nginx ") || line.contains("STOPPED")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(told).contains(line));
        assertThat(command("why", task).out())
                .contains("ECS Task State Change", "rules tried, of set ", ": its event pattern fits")
                .contains("on task.stoppedReason: Essential container in task exited");
        assertThat(command("timeline", "ffffffff").err()).contains("no task 'ffffffff' among the ");
    }

    private String why(Incident incident) {
        Run run = command("why", incident.id());
        return run.out() + run.err();
    }

    private Run command(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--config";
        all[words.length + 1] = config.toString();
        return Run.of(all);
    }

    private Assembly start() {
        Secrets secrets = new Secrets(Map.of(), directory);
        return Assembly.start(
                StopcauseConfig.load(Optional.of(config), secrets),
                EnumSet.of(Role.NOTIFY),
                new Surroundings(new PrintStream(messages, true, StandardCharsets.UTF_8), Clock.systemUTC(), secrets),
                Clock.systemUTC());
    }

    private String messages() {
        return messages.toString(StandardCharsets.UTF_8);
    }

    // One of the evening, open, under another id.
    private static Incident anIncident(String id) {
        Engine engine = new Engine(RuleSet.shipped());
        FileReading.read(
                List.of(Path.of(EVENING)), InputStream.nullInputStream(), new IntoEngine(engine), Clock.systemUTC());
        Incident found = engine.result().incidents().get(0);
        Incident.Life life = found.life();
        return new Incident(
                id,
                found.headline(),
                found.diagnosis(),
                new Incident.Life(
                        Incident.State.OPEN,
                        life.firstSeen(),
                        life.openedAt(),
                        life.lastSeen(),
                        Optional.empty(),
                        Optional.empty()),
                found.reach(),
                found.remediation());
    }

    private record IntoEngine(Engine engine) implements Sink {

        @Override
        public void logs(LogBatch batch) {
            engine.accept(batch);
        }

        @Override
        public void event(AwsEvent event) {
            engine.accept(event);
        }

        @Override
        public void answer(Answer answer) {
            engine.accept(answer);
        }

        @Override
        public void dead(DeadLetter letter) {
            throw new AssertionError("the recording is readable, but: " + letter);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(100);
        }
    }
}
