package io.stopcause.app.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordFileTest {

    private static final LogSource LOG = new LogSource("", "", "app", "", Surface.APP_LOG);

    private static List<String> played(RecordFile file) {
        List<String> played = new ArrayList<>();
        file.play((time, record) ->
                played.add(time + " " + ((LogBatch) record).lines().get(0).message()));
        return played;
    }

    /** In one run or in hundreds, with lines longer than what is read at a time, twice over. */
    @Test
    void playsByTimeThenByTheOrderOfReading() {
        for (int most : List.of(1, 5_000, 1 << 24)) {
            Random random = new Random(most);
            List<LogLine> lines = new ArrayList<>();
            try (RecordFile file = new RecordFile(most)) {
                for (int i = 0; i < 300; i++) {
                    String text = i % 50 == 0 ? i + "x".repeat(40_000) : Integer.toString(i);
                    LogLine line = new LogLine(
                            "", Instant.parse("2026-03-03T18:00:00Z").plusNanos(random.nextInt(40)), text);
                    lines.add(line);
                    file.add(line.time(), new LogBatch(LOG, List.of(line)));
                }
                List<String> expected = lines.stream()
                        .sorted(Comparator.comparing(LogLine::time))
                        .map(line -> line.time() + " " + line.message())
                        .toList();

                assertThat(played(file)).as("%d bytes at a time", most).isEqualTo(expected);
                assertThat(played(file)).isEqualTo(expected);
            }
        }
    }

    @Test
    void mayBeEmpty() {
        try (RecordFile file = new RecordFile(1)) {
            assertThat(played(file)).isEmpty();
        }
    }
}
