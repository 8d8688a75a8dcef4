package io.stopcause.console.postmortem;

import io.stopcause.model.Finding;
import io.stopcause.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What would hide the reason of the next failure, service by service.
 *
 * @param columns the blind spots that any service has, in words
 * @param rows ordered by service
 */
public record BlindSpots(List<String> columns, List<Row> rows) {

    private static final Map<String, String> WORDS = words();

    /**
     * One service.
     *
     * @param marks whether it has the blind spot of each column
     */
    public record Row(Scope scope, List<Boolean> marks) {
        public Row {
            marks = List.copyOf(marks);
        }
    }

    public BlindSpots {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** By the cause of a finding; the order is that of the columns. */
    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("log-configuration-missing", "no logs");
        words.put("log-driver-unread", "logs elsewhere");
        words.put("log-lines-dropped", "lines dropped");
        words.put("log-retention-short", "logs forgotten");
        words.put("health-check-missing", "no health check");
        words.put("circuit-breaker-missing", "no circuit breaker");
        words.put("image-tag-mutable", "tag may move");
        words.put("memory-limit-missing", "no memory limit");
        return words;
    }

    /** Those among findings of any kind. */
    public static BlindSpots of(Collection<Finding> findings) {
        Map<String, Finding> scopes = new TreeMap<>();
        Map<String, Set<String>> causes = new TreeMap<>();
        findings.stream()
                .filter(finding -> WORDS.containsKey(finding.cause()))
                .sorted(Comparator.comparing(Finding::id))
                .forEach(finding -> {
                    String key = finding.scope().key();
                    scopes.putIfAbsent(key, finding);
                    causes.computeIfAbsent(key, scope -> new java.util.TreeSet<>())
                            .add(finding.cause());
                });
        List<String> present = WORDS.keySet().stream()
                .filter(cause -> causes.values().stream().anyMatch(all -> all.contains(cause)))
                .toList();
        List<Row> rows = new ArrayList<>();
        scopes.forEach((key, finding) -> rows.add(new Row(
                finding.scope(),
                present.stream()
                        .map(cause -> causes.getOrDefault(key, Set.of()).contains(cause))
                        .collect(Collectors.toList()))));
        return new BlindSpots(
                present.stream().map(cause -> WORDS.getOrDefault(cause, cause)).toList(), rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
