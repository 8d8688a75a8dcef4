package io.stopcause.analyzer.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Ordinary life makes no incident, at no moment; {@code -Dstopcause.histories=N} tries more of it. */
class HealthyHistoriesTest {

    private static final int COUNT = Integer.getInteger("stopcause.histories", 1_000);
    private static final Judge JUDGE = new Judge(RuleSet.shipped());

    @Test
    void noIncidentAtAnyMoment() {
        List<String> alarms = LongStream.rangeClosed(1, COUNT)
                .parallel()
                .mapToObj(HealthyLife::of)
                .flatMap(history -> alarms(history).stream())
                .toList();

        assertThat(alarms).isEmpty();
    }

    private static List<String> alarms(History history) {
        Engine engine = new Engine(JUDGE);
        int look = Math.max(1, history.events().size() / 3);
        for (int i = 0; i < history.events().size(); i++) {
            Event event = history.events().get(i);
            engine.accept(event);
            if (i % look == look - 1) {
                List<Incident> seen = engine.result().incidents();
                if (!seen.isEmpty()) {
                    return List.of(history.name() + ", after " + i + " events: " + words(seen));
                }
            }
        }
        engine.end(history.end());
        Analysis analysis = engine.result();
        return analysis.incidents().isEmpty()
                ? List.of()
                : List.of(history.name() + ": " + words(analysis.incidents()));
    }

    private static List<String> words(List<Incident> incidents) {
        return incidents.stream()
                .map(incident -> incident.diagnosis().cause() + " by "
                        + incident.diagnosis().origin().rule() + " from "
                        + incident.diagnosis().evidence().supporting())
                .toList();
    }
}
