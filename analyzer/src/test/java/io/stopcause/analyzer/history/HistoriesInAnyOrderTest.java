package io.stopcause.analyzer.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Event;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The same history gives the same bytes, whatever the order of arrival, the repeats and the batches. */
class HistoriesInAnyOrderTest {

    private static final int COUNT = 24;
    private static final Judge JUDGE = new Judge(RuleSet.shippedWithTests());
    private static final List<FailureCase> CASES = FailureCase.all(JUDGE.rules());

    @Test
    void theSameBytes() {
        List<String> different = LongStream.range(0, COUNT)
                .parallel()
                .mapToObj(seed -> seed % 3 == 0
                        ? HealthyLife.of(seed)
                        : FailingLife.of(CASES.get((int) (seed * 7919 % CASES.size())), seed))
                .filter(history -> !analysis(history, history.events()).equals(analysis(history, mixed(history))))
                .map(History::name)
                .toList();

        assertThat(different).isEmpty();
    }

    private static List<Event> mixed(History history) {
        List<Event> mixed = new ArrayList<>(history.events());
        for (Event event : history.events()) {
            if (event instanceof LogBatch batch) {
                batch.lines().forEach(line -> mixed.add(new LogBatch(batch.source(), List.of(line))));
            } else {
                mixed.add(event);
            }
        }
        new Dice(history.name().hashCode()).shuffle(mixed);
        return mixed;
    }

    private static String analysis(History history, List<Event> events) {
        Engine engine = new Engine(JUDGE);
        events.forEach(engine::accept);
        engine.end(history.end());
        return Json.write(engine.result());
    }
}
