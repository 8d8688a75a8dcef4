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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rules that decided incidents, and how they did. */
final class RulesView {

    private RulesView() {}

    static TablesView of(IncidentBoard.Snapshot now) {
        Map<String, List<Incident>> byRule = now.incidents().stream()
                .collect(Collectors.groupingBy(
                        incident -> incident.diagnosis().origin().rule(), TreeMap::new, Collectors.toList()));
        List<List<String>> rows = byRule.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, List<Incident>> entry) -> last(entry.getValue()))
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> row(entry.getKey(), entry.getValue()))
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
                List.of(new Table(
                        "What they decided",
                        "No rule has decided anything yet.",
                        List.of(
                                Column.search("Rule"),
                                Column.number("Incidents"),
                                Column.number("Open"),
                                Column.number("Tasks"),
                                Column.number("Confirmed"),
                                Column.number("Refuted"),
                                Column.text("Last hit")),
                        rows)),
                "Of the incidents that stopcause remembers. What a rule costs is told by 'stopcause rules cost'.");
    }

    private static List<String> row(String rule, List<Incident> incidents) {
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
