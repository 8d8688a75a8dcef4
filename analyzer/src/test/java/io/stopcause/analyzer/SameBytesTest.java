package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Event;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same records give the same incidents, whatever the order, the batches and the repeats. */
class SameBytesTest {

    private static final List<Event> EVENTS = Recording.read("evening").events();
    private static final String EXPECTED = Json.write(Recording.analyze(EVENTS));

    @Test
    void inAnyOrder() {
        for (long seed = 0; seed < 25; seed++) {
            List<Event> shuffled = new ArrayList<>(EVENTS);
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(Json.write(Recording.analyze(shuffled)))
                    .as("seed %d", seed)
                    .isEqualTo(EXPECTED);
        }
    }

    @Test
    void withEveryRecordTwice() {
        List<Event> twice = new ArrayList<>(EVENTS);
        twice.addAll(EVENTS);
        Collections.shuffle(twice, new Random(7));

        assertThat(Json.write(Recording.analyze(twice))).isEqualTo(EXPECTED);
    }

    @Test
    void inBatchesOfOneLine() {
        List<Event> single = new ArrayList<>();
        for (Event event : EVENTS) {
            if (event instanceof LogBatch batch) {
                batch.lines().forEach(line -> single.add(new LogBatch(batch.source(), List.of(line))));
            } else {
                single.add(event);
            }
        }

        assertThat(Json.write(Recording.analyze(single))).isEqualTo(EXPECTED);
    }
}
