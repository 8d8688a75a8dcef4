package io.stopcause.analyzer.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Records what happens, and plays it as it would arrive: EventBridge delivers at least once and not in order, and logs
 * come when the driver has flushed them.
 */
final class Tape {

    private static final double TWICE = 0.08;
    private static final double LATE = 0.06;

    private final World world;
    private final Dice dice;
    private final List<Heard> heard = new ArrayList<>();
    private Instant end = Instant.EPOCH;
    private int lines;

    private record Heard(Instant arrival, Event event) {}

    Tape(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    World world() {
        return world;
    }

    Dice dice() {
        return dice;
    }

    /** An event about one resource. */
    void event(String type, Instant time, String resource, ObjectNode detail) {
        event("aws.ecs", type, time, resource, detail);
    }

    void event(String source, String type, Instant time, String resource, ObjectNode detail) {
        AwsEvent event = new AwsEvent(
                dice.hex(8) + "-" + dice.hex(4) + "-" + dice.hex(12),
                type,
                new AwsEvent.Origin(source, world.account(), world.region()),
                time.truncatedTo(ChronoUnit.SECONDS),
                List.of(resource),
                detail.deepCopy());
        hear(event, time, dice.chance(LATE) ? dice.between(30, 240) : dice.between(0, 15));
        if (dice.chance(TWICE)) {
            hear(event, time, dice.between(16, 120));
        }
    }

    /** Lines of one container, in one batch or in several. */
    void lines(String stream, Surface surface, Instant time, List<String> texts) {
        LogSource source = new LogSource(world.account(), world.region(), "/ecs/" + world.cluster(), stream, surface);
        List<LogLine> batch = new ArrayList<>();
        int delay = dice.chance(LATE) ? dice.between(60, 300) : dice.between(1, 20);
        for (int i = 0; i < texts.size(); i++) {
            Instant written = time.plusMillis(i * 7L);
            batch.add(new LogLine(stream + "-" + lines++, written, texts.get(i)));
            if (dice.chance(0.3) || i == texts.size() - 1) {
                LogBatch flushed = new LogBatch(source, batch);
                hear(flushed, written, delay);
                if (dice.chance(TWICE)) {
                    hear(flushed, written, delay + dice.between(1, 60));
                }
                batch = new ArrayList<>();
            }
        }
    }

    private void hear(Event event, Instant time, int delay) {
        heard.add(new Heard(time.plusSeconds(delay), event));
        end = time.isAfter(end) ? time : end;
    }

    /** Everything in the order of arrival. */
    List<Event> events() {
        return heard.stream()
                .sorted(Comparator.comparing(Heard::arrival))
                .map(Heard::event)
                .toList();
    }

    Instant end() {
        return end;
    }

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
