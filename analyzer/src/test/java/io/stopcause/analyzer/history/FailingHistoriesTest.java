package io.stopcause.analyzer.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each failure is found under its cause, once, in one incident; {@code -Dstopcause.histories=N} tries more of it. */
class FailingHistoriesTest {

    private static final int COUNT = Integer.getInteger("stopcause.histories", 1_000);
    private static final Judge JUDGE = new Judge(RuleSet.shippedWithTests());
    private static final List<FailureCase> CASES = FailureCase.all(JUDGE.rules());

    @Test
    void theCauseIsFoundOnceWithOneIncident() {
        List<String> wrong = LongStream.range(0, COUNT)
                .parallel()
                .mapToObj(seed -> FailingLife.of(CASES.get((int) (seed % CASES.size())), seed))
                .flatMap(history -> wrong(history).stream())
                .toList();

        assertThat(wrong).isEmpty();
    }

    /** What no history can show by a text or an event: ends that are normal, blind spots, a port that the host chose, a call that came too early. */
    @Test
    void everyCauseHasAHistory() {
        Set<String> missing = new TreeSet<>(Causes.all().keySet());
        missing.removeIf(cause -> cause.startsWith("normal-") || Causes.isBlindSpot(cause));
        CASES.forEach(each -> missing.remove(each.cause()));

        assertThat(missing).containsExactly("host-port-dynamic", "resource-state-invalid");
    }

    private static Optional<String> wrong(History history) {
        Engine engine = new Engine(JUDGE);
        history.events().forEach(engine::accept);
        engine.end(history.end());
        Analysis analysis = engine.result();
        return wrong(history.expected(), analysis).map(what -> history.name() + ": " + what);
    }

    private static Optional<String> wrong(History.Expected expected, Analysis analysis) {
        List<String> found = analysis.incidents().stream()
                .map(incident -> incident.diagnosis().cause() + " by "
                        + incident.diagnosis().origin().rule() + " in "
                        + incident.headline().scope().name())
                .toList();
        if (!causes(analysis).equals(expected.incident().stream().toList())) {
            return Optional.of("found " + found);
        }
        if (expected.resolved() && !analysis.incidents().stream().allMatch(Incident::isResolved)) {
            return Optional.of("not resolved");
        }
        return expected.finding()
                .filter(cause ->
                        analysis.findings().stream().map(Finding::cause).noneMatch(cause::equals))
                .map(cause -> "no finding of it");
    }

    private static List<String> causes(Analysis analysis) {
        return analysis.incidents().stream()
                .map(incident -> incident.diagnosis().cause())
                .toList();
    }
}
