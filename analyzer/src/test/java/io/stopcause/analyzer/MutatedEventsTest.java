package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with an event's fields, there is a verdict or none, and never an exception. */
class MutatedEventsTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Judge JUDGE = new Judge(RuleSet.shipped());
    private static final int ROUNDS = 80;
    private static final String HUGE = "x".repeat(1 << 20);

    private static final List<String> SCALARS = List.of(
            "null",
            "\"null\"",
            "\"\"",
            "true",
            "-1",
            "0",
            "137",
            "\"137\"",
            "137.5",
            "1e308",
            "9223372036854775807",
            "123456789012345678901234567890",
            "\"2026-13-45T99:99:99Z\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"\\u0000\\ud800\\u001b[31m\"",
            "\"NotAStopCodeYet\"",
            "\"service:\"",
            "\"arn:aws:ecs\"",
            "\"/\"",
            "[]",
            "{}",
            "[null]",
            "[[{}]]",
            "{\"a\":{\"b\":[1,\"2\",null]}}");

    private static List<AwsEvent> originals() {
        List<AwsEvent> events = new ArrayList<>();
        for (String name : List.of("evening", "healthy")) {
            Recording.read(name).events().forEach(event -> {
                if (event instanceof AwsEvent aws) {
                    events.add(aws);
                }
            });
        }
        return events;
    }

    @Test
    void noMutationBreaksTheEngineAndTheOrderDoesNotMatter() {
        List<AwsEvent> originals = originals();
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Event> events = new ArrayList<>();
            originals.forEach(event -> events.add(mutated(event, random)));
            Analysis[] analysis = new Analysis[1];
            assertThatCode(() -> analysis[0] = analyze(events))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();

            Collections.shuffle(events, random);
            events.addAll(events.subList(0, events.size() / 2));
            assertThat(Json.write(analyze(events))).as("seed %d", seed).isEqualTo(Json.write(analysis[0]));
        }
    }

    @Test
    void aLineMayBeAsLongAsCloudWatchAllowsAndHoldAnything() {
        LogSource source = new LogSource(
                "111122223333", "eu-west-1", "/ecs/app", "app/app/0123456789abcdef0123456789abcdef", Surface.APP_LOG);
        Instant time = Instant.parse("2026-03-03T12:00:00Z");
        List<LogLine> lines = List.of(
                new LogLine("", time, ""),
                new LogLine("1", time, "\u0000\ud800 \ufffd\u001b[31m"),
                new LogLine("2", time, HUGE),
                new LogLine("3", time, "panic: " + HUGE.replace('x', '\n')),
                new LogLine("4", time, "exec /run.sh: exec format error" + HUGE));
        Analysis analysis = analyze(List.of(new LogBatch(source, lines)));

        assertThat(analysis.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.diagnosis().cause()).isEqualTo("arch-mismatch"));
        assertThat(Json.write(analysis).length()).isLessThan(100_000);
    }

    @Test
    void recordsThatContradictEachOtherGiveTheSameInAnyOrder() {
        List<Event> events = new ArrayList<>();
        for (AwsEvent event : originals()) {
            events.add(event);
            if ("RegisterTaskDefinition".equals(event.detail().path("eventName").asText())) {
                ObjectNode other = Json.mapper().valueToTree(event);
                other.put("id", event.id() + "-other");
                other.withObject("/detail/responseElements/taskDefinition").putArray("containerDefinitions");
                events.add(Json.read(Json.write(other), AwsEvent.class));
            }
        }
        String expected = Json.write(analyze(events));
        Collections.reverse(events);

        assertThat(Json.write(analyze(events))).isEqualTo(expected);
    }

    private static Analysis analyze(List<Event> events) {
        Engine engine = new Engine(JUDGE);
        events.forEach(engine::accept);
        engine.end(Instant.parse("2026-12-31T00:00:00Z"));
        return engine.result();
    }

    /** Three changes somewhere in the detail: a field dropped, or replaced by what does not belong there. */
    private static AwsEvent mutated(AwsEvent event, Random random) {
        ObjectNode envelope = Json.mapper().valueToTree(event);
        for (int i = 0; i < 3; i++) {
            List<ContainerNode<?>> parents = new ArrayList<>();
            collect(envelope.path("detail"), parents);
            change(parents.get(random.nextInt(parents.size())), random);
        }
        if (random.nextInt(20) == 0) {
            envelope.put("detail-type", "ECS Something New");
        }
        if (random.nextInt(20) == 0) {
            envelope.putArray("resources");
        }
        return Json.read(Json.write(envelope), AwsEvent.class);
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> parents) {
        if (node instanceof ContainerNode<?> container) {
            parents.add(container);
            node.forEach(child -> collect(child, parents));
        }
    }

    private static void change(ContainerNode<?> parent, Random random) {
        if (parent instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(3) == 0) {
                object.remove(name);
            } else {
                object.set(name, value(random));
            }
        } else if (parent instanceof ArrayNode array) {
            array.insert(0, value(random));
        }
    }

    private static JsonNode value(Random random) {
        return random.nextInt(200) == 0
                ? NODES.textNode(HUGE)
                : Json.read(SCALARS.get(random.nextInt(SCALARS.size())), JsonNode.class);
    }
}
