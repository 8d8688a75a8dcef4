package io.stopcause.console.live;

import io.stopcause.console.page.TablesView;
import io.stopcause.console.page.TablesView.Column;
import io.stopcause.console.page.TablesView.Line;
import io.stopcause.console.page.TablesView.Table;
import io.stopcause.console.postmortem.Words;
import io.stopcause.model.Incident;
import io.stopcause.model.Verified;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rules that decided incidents, how they did, and what rules cost. */
final class RulesView {

    private static final int COSTLIEST = 20;
    private static final String PER_THOUSAND = "Tried per 1,000 lines";

    private RulesView() {}

    /** @param tries empty where nobody has counted */
    static TablesView of(IncidentBoard.Snapshot now, Optional<RuleTries> tries) {
        Map<String, List<Incident>> byRule = now.incidents().stream()
                .collect(Collectors.groupingBy(
                        incident -> incident.diagnosis().origin().rule(), TreeMap::new, Collectors.toList()));
        List<List<String>> rows = byRule.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, List<Incident>> entry) -> last(entry.getValue()))
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> row(entry.getKey(), entry.getValue(), tries))
                .toList();
        String ruleSets = now.incidents().stream()
                .map(incident -> incident.diagnosis().origin().ruleSet())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return new TablesView(
                "Rules",
                "live",
                List.of(
                        new Line("With hits", Words.count(rows.size(), "rule")),
                        new Line("Rule sets", ruleSets.isEmpty() ? "none has decided anything yet" : ruleSets)),
                List.of(decided(rows), costliest(tries)),
                "What they decided is of the incidents that stopcause remembers. "
                        + tries.map(counted -> "Tries are those of rule set " + counted.ruleSet()
                                        + " on " + Words.count(counted.lines(), "ordinary line")
                                        + " of applications, agents and ECS. ")
                                .orElse("")
                        + "'stopcause rules cost' measures a rule in time.");
    }

    private static Table decided(List<List<String>> rows) {
        return new Table(
                "What they decided",
                "No rule has decided anything yet.",
                List.of(
                        Column.search("Rule"),
                        Column.number("Incidents"),
                        Column.number("Open"),
                        Column.number("Tasks"),
                        Column.number("Confirmed"),
                        Column.number("Refuted"),
                        Column.number(PER_THOUSAND),
                        Column.text("Last hit")),
                rows);
    }

    private static Table costliest(Optional<RuleTries> tries) {
        List<List<String>> rows = tries.stream()
                .flatMap(counted -> counted.byRule().keySet().stream()
                        .sorted(Comparator.comparingDouble((String rule) -> -counted.perThousand(rule))
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(COSTLIEST)
                        .map(rule -> List.of(rule, perThousand(rule, tries))))
                .toList();
        return new Table(
                "What they cost",
                "Nobody has counted yet.",
                List.of(Column.search("Rule"), Column.number(PER_THOUSAND)),
                rows);
    }

    private static String perThousand(String rule, Optional<RuleTries> tries) {
        return tries.map(counted -> String.format(Locale.ROOT, "%.1f", counted.perThousand(rule)))
                .orElse("\u2013");
    }

    private static List<String> row(String rule, List<Incident> incidents, Optional<RuleTries> tries) {
        return List.of(
                rule,
                Words.number(incidents.size()),
                Words.number(
                        incidents.stream().filter(each -> !each.isResolved()).count()),
                Words.number(incidents.stream()
                        .mapToLong(each -> each.reach().taskCount())
                        .sum()),
                Words.number(count(incidents, Verified.CONFIRMED)),
                Words.number(count(incidents, Verified.REFUTED)),
                perThousand(rule, tries),
                Words.shortMoment(last(incidents)));
    }

    private static long count(List<Incident> incidents, Verified verified) {
        return incidents.stream()
                .filter(each -> each.diagnosis().verified() == verified)
                .count();
    }

    private static Instant last(List<Incident> incidents) {
        return incidents.stream()
                .map(each -> each.life().lastSeen())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
