package io.stopcause.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Notification.Outcome;
import io.stopcause.notifier.NotifierLoop;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances share the work; one joins and one leaves while incidents come. */
@Timeout(180)
class TwoNotifiersIT {

    private static final int UNLIMITED = 1_000_000;
    private static final int EACH = 150;

    @Test
    void tellEverythingOnceWhoeverComesAndGoes() throws IOException, InterruptedException {
        try (Bench bench = new Bench(UNLIMITED)) {
            send(bench, 0);
            NotifierLoop second = bench.notifier(UNLIMITED);
            send(bench, EACH);
            for (int i = 2 * EACH; second.counts().attempts(Outcome.DELIVERED) == 0; i++) {
                bench.send(MadeIncidents.open("more" + i, Instant.EPOCH));
                Thread.sleep(100);
            }
            send(bench, 2 * EACH);
            second.close();
            send(bench, 3 * EACH);
            Set<String> all =
                    IntStream.range(0, 4 * EACH).mapToObj(i -> "i" + i).collect(Collectors.toSet());
            while (!told(bench).containsAll(all)) {
                Thread.sleep(100);
            }

            Map<String, Integer> openings = new HashMap<>();
            bench.hook().taken().forEach(message -> openings.merge(message.incident(), 1, Integer::sum));
            assertThat(openings.values()).containsOnly(1);
            assertThat(bench.notifier().failure()).isEmpty();
            assertThat(second.failure()).isEmpty();
        }
    }

    private static void send(Bench bench, int from) throws InterruptedException {
        for (int i = from; i < from + EACH; i++) {
            bench.send(MadeIncidents.open("i" + i, Instant.EPOCH));
            Thread.sleep(5);
        }
    }

    private static Set<String> told(Bench bench) {
        Set<String> told = new HashSet<>();
        bench.hook().taken().forEach(message -> told.add(message.incident()));
        return told;
    }
}
