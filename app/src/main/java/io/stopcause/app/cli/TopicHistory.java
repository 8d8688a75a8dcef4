package io.stopcause.app.cli;

import io.stopcause.app.replay.History;
import io.stopcause.app.replay.Window;
import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.format.ContentReader;
import io.stopcause.ingest.format.Origin;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Coverage;
import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
import io.stopcause.model.LogBatch;
import io.stopcause.model.topic.Topic;
import io.stopcause.model.topic.Topics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of Kafka topics: stopcause's own as it wrote them, those of others by their content. Kafka knows when a record
 * was written, and not of when it tells: it is read from {@link #EARLY} before the stretch that counts to {@link #LATE}
 * after it.
 *
 * @param topics full names, or those of stopcause's without prefix and version, such as {@code logs}
 */
record TopicHistory(RunningSystem system, List<String> topics, Window window, boolean documented) implements History {

    /** Clocks of writers may be ahead; CloudWatch accepts two hours. */
    static final Duration EARLY = Duration.ofHours(2);

    /** What was written to Kafka later than that after the stretch is not looked at. */
    static final Duration LATE = Duration.ofDays(1);

    private static final List<Topic<?>> OWN = List.of(Topics.LOGS, Topics.EVENTS, Topics.ANSWERS, Topics.COVERAGE);

    TopicHistory {
        topics = List.copyOf(topics);
    }

    /** The full name of one of stopcause's topics that is called by its short one; else the same. */
    private static String full(String name) {
        return OWN.stream()
                .map(Topic::name)
                .filter(each -> each.startsWith("stopcause." + name + "."))
                .findFirst()
                .orElse(name);
    }

    @Override
    public Accounting read(Sink sink, Clock clock) {
        Intake intake = new Intake(sink, clock);
        Taker taker = new Taker(intake);
        Optional<Instant> from = window.from().map(time -> time.minus(EARLY));
        Optional<Instant> to = window.to().map(time -> time.plus(LATE));
        List<String> names = topics.stream().map(TopicHistory::full).distinct().toList();
        names.forEach(name -> system.between(name, from, to, taker::take));
        String coverage = Topics.COVERAGE.name();
        if (names.contains(Topics.LOGS.name()) && !names.contains(coverage) && system.has(coverage)) {
            system.between(coverage, from, to, taker::take);
        }
        intake.flush();
        return new Accounting(Map.of(Kind.TOPICS, (long) names.size()), Map.of(), List.of(), List.of())
                .plus(intake.accounting());
    }

    /** Takes the records of the topics to where they belong. */
    private static final class Taker {
        private final Intake intake;
        private final ContentReader reader;

        Taker(Intake intake) {
            this.intake = intake;
            this.reader = new ContentReader(intake);
        }

        void take(ConsumerRecord<byte[], byte[]> entry) {
            Instant written = Instant.ofEpochMilli(entry.timestamp());
            try {
                if (entry.topic().equals(Topics.LOGS.name())) {
                    lines(Json.read(entry.value(), LogBatch.class), written);
                } else if (entry.topic().equals(Topics.EVENTS.name())) {
                    AwsEvent event = Json.read(entry.value(), AwsEvent.class);
                    intake.arrived(event.time(), written);
                    intake.event(event);
                } else if (entry.topic().equals(Topics.ANSWERS.name())) {
                    intake.answer(Json.read(entry.value(), Answer.class));
                } else if (entry.topic().equals(Topics.COVERAGE.name())) {
                    intake.coverage(Json.read(entry.value(), Coverage.class));
                } else {
                    reader.read(
                            new ByteArrayInputStream(entry.value()),
                            new Origin(place(entry), entry.topic(), written, 0));
                }
            } catch (JsonReadException e) {
                intake.dead(
                        place(entry),
                        String.valueOf(e.getMessage()),
                        new String(entry.value(), StandardCharsets.UTF_8));
            }
        }

        private void lines(LogBatch batch, Instant written) {
            batch.lines().forEach(line -> {
                intake.arrived(line.time(), written);
                intake.lineOnce(batch.source(), line);
            });
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> entry) {
        return entry.topic() + "-" + entry.partition() + "@" + entry.offset();
    }
}
