package io.stopcause.analyzer;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import io.stopcause.model.Tick;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A recording of {@code examples/}, read without ingest. */
public record Recording(List<Event> events, Instant end) {

    private static final Judge JUDGE = new Judge(RuleSet.shipped());

    /** The recording of that name. */
    public static Recording read(String name) {
        Path directory = Path.of("..", "examples", name);
        List<Event> events = new ArrayList<>();
        lines(directory.resolve("events.jsonl")).forEach(line -> events.add(Json.read(line, AwsEvent.class)));
        lines(directory.resolve("logs.jsonl")).forEach(line -> events.add(batch(Json.read(line, JsonNode.class))));
        if (Files.exists(directory.resolve("answers.jsonl"))) {
            lines(directory.resolve("answers.jsonl")).forEach(line -> events.add(Json.read(line, Answer.class)));
        }
        Instant end = events.stream()
                .filter(AwsEvent.class::isInstance)
                .map(event -> ((AwsEvent) event).time())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        events.add(new Tick(end));
        return new Recording(events, end);
    }

    private static LogBatch batch(JsonNode node) {
        List<LogLine> lines = new ArrayList<>();
        node.path("logEvents")
                .forEach(each -> lines.add(new LogLine(
                        each.path("id").asText(),
                        Instant.ofEpochMilli(each.path("timestamp").asLong()),
                        each.path("message").asText())));
        return new LogBatch(
                new LogSource(
                        node.path("owner").asText(),
                        "eu-central-1",
                        node.path("logGroup").asText(),
                        node.path("logStream").asText(),
                        Surface.APP_LOG),
                lines);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an engine makes of these events. */
    public static Analysis analyze(List<Event> events) {
        Engine engine = new Engine(JUDGE);
        events.forEach(engine::accept);
        return engine.result();
    }
}
