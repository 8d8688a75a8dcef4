package io.stopcause.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Story;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What memory has no room for lies in a file and comes back as it was. */
class FlatMemoryTest {

    private static final Judge JUDGE = new Judge(RuleSet.shipped());

    private static List<Event> evening() {
        List<Event> all = new ArrayList<>();
        Sink lines = new EventTee(all::add, new Nowhere(), Window.EVERYTHING, records -> {});
        FileReading.read(
                List.of(Path.of("..", "examples", "evening")), InputStream.nullInputStream(), lines, Clock.systemUTC());
        return all;
    }

    private static String result(Engine engine, List<Event> events) {
        events.forEach(engine::accept);
        return Json.write(engine.result());
    }

    @Test
    void anEngineWithOneStoryAtHandFindsTheSame() {
        List<Event> events = evening();
        String expected = result(new Engine(JUDGE), events);
        for (int atHand : List.of(1, 2, 7)) {
            Collections.shuffle(events, new Random(atHand));
            try (StoryFile file = new StoryFile();
                    FactFile facts = new FactFile()) {
                assertThat(result(new Engine(JUDGE, file, atHand, facts), events))
                        .as("%d at hand", atHand)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void thousandsOfStoriesAreFoundAgainAsTheyWerePutLast() {
        AwsEvent event = (AwsEvent) evening().stream()
                .filter(AwsEvent.class::isInstance)
                .findFirst()
                .orElseThrow();
        try (StoryFile file = new StoryFile()) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 5_000; i++) {
                    file.put("task-" + i, story(event, i + round));
                }
            }

            assertThat(file.find("task-5000")).isEmpty();
            IntStream.range(0, 5_000)
                    .forEach(i -> assertThat(file.find("task-" + i)).contains(story(event, i + 1)));
        }
    }

    private static Story story(AwsEvent event, int number) {
        return new Story(
                Optional.empty(),
                Collections.emptyNavigableMap(),
                Collections.emptyNavigableMap(),
                Collections.emptyNavigableMap(),
                Collections.emptyNavigableMap(),
                Collections.emptyNavigableMap(),
                List.of(event.id() + number));
    }

    @Test
    void scratchReadsWhatWasWrittenAndWhatStillWaits() {
        byte[] large = "x".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
        try (Scratch scratch = new Scratch()) {
            scratch.write("first".getBytes(StandardCharsets.UTF_8));
            assertThat(scratch.read(0, 5)).asString().isEqualTo("first");
            scratch.write(large);
            scratch.write("last".getBytes(StandardCharsets.UTF_8));

            assertThat(scratch.size()).isEqualTo(5 + large.length + 4);
            assertThat(scratch.read(5, large.length)).isEqualTo(large);
            assertThat(scratch.read(5 + large.length, 4)).asString().isEqualTo("last");
        }
    }
}
