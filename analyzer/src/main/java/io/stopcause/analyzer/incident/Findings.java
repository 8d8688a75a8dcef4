package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.incident.TaskDefinition.BlindSpot;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Finding;
import io.stopcause.model.Ids;
import io.stopcause.model.Remediation;
import io.stopcause.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is worth knowing and pages nobody: blind spots, ports that the host chose, normal ends counted. */
final class Findings {

    static final String NO_LOGS = "log-configuration-missing";
    private static final String NO_HEALTH_CHECK = "health-check-missing";
    private static final String DYNAMIC_PORT = "host-port-dynamic";

    private final RuleSet rules;
    private final Background background;

    Findings(RuleSet rules, Background background) {
        this.rules = rules;
        this.background = background;
    }

    /** One occurrence. */
    private record Seen(String cause, Instant time, String text, Map<String, String> values) {}

    /** Whether a verdict pages nobody: a normal end, or a rule of the lowest severity. */
    static boolean isOne(Verdict verdict, RuleSet rules) {
        return verdict.isNormal()
                || rules.rule(verdict.rule())
                        .filter(rule -> rule.severity() == Severity.INFO)
                        .isPresent();
    }

    /** Ordered by cause. */
    List<Finding> of(ScopeState state) {
        TreeMap<String, List<Seen>> byCause = new TreeMap<>();
        for (Fact.OfTask task : state.tasks().values()) {
            for (Seen seen : seen(task)) {
                byCause.computeIfAbsent(seen.cause, cause -> new ArrayList<>()).add(seen);
            }
        }
        for (Fact.Signal signal : state.signals().values()) {
            signal.said()
                    .verdict()
                    .filter(verdict -> isOne(verdict, rules))
                    .ifPresent(verdict -> byCause.computeIfAbsent(verdict.cause(), cause -> new ArrayList<>())
                            .add(new Seen(
                                    verdict.cause(),
                                    signal.time(),
                                    signal.said().text(),
                                    verdict.values())));
        }
        return byCause.values().stream().map(seen -> finding(state, seen)).toList();
    }

    private List<Seen> seen(Fact.OfTask task) {
        Instant time = task.life().span().created();
        Map<String, String> values = new TreeMap<>(background.values(task.life()));
        task.verdict().ifPresent(verdict -> values.putAll(verdict.values()));
        task.life().revision().ifPresent(revision -> values.put("taskDefinition", revision));
        List<Seen> seen = new ArrayList<>();
        task.verdict()
                .filter(verdict -> isOne(verdict, rules))
                .ifPresent(verdict -> seen.add(
                        new Seen(verdict.cause(), verdict.time(), task.life().detail(), values)));
        background.definition(task.life()).ifPresent(definition -> {
            spots(task, definition).forEach(spot -> {
                Map<String, String> known = new TreeMap<>(values);
                known.put("container", spot.container());
                known.put("line", spot.text());
                definition.image(spot.container()).ifPresent(image -> known.put("image", image));
                seen.add(new Seen(spot.cause(), time, definition.revision() + ": " + spot.text(), known));
            });
            task.life().hostPorts().forEach((container, host) -> {
                if (definition.isDynamic(container)) {
                    values.put("containerPort", container);
                    values.put("hostPort", host);
                    seen.add(new Seen(
                            DYNAMIC_PORT,
                            time,
                            definition.revision() + ": container port " + container + " is host port " + host,
                            values));
                }
            });
        });
        return seen;
    }

    /** One of each kind; what ends by itself needs no health check. */
    private static Collection<BlindSpot> spots(Fact.OfTask task, TaskDefinition definition) {
        Map<String, BlindSpot> first = new TreeMap<>();
        definition.blindSpots().stream()
                .filter(spot -> !spot.cause().equals(NO_HEALTH_CHECK)
                        || task.scope().service().isPresent())
                .forEach(spot -> first.putIfAbsent(spot.cause(), spot));
        return first.values();
    }

    private Finding finding(ScopeState state, List<Seen> occurrences) {
        List<Seen> sorted = occurrences.stream()
                .sorted(Comparator.comparing(Seen::time).thenComparing(Seen::text))
                .toList();
        Seen last = sorted.get(sorted.size() - 1);
        Map<String, String> values = new TreeMap<>(last.values);
        values.putIfAbsent("account", state.scope().account());
        values.putIfAbsent("region", state.scope().region());
        state.scope().cluster().ifPresent(name -> values.putIfAbsent("cluster", name));
        state.scope().service().ifPresent(name -> values.putIfAbsent("service", name));
        state.scope().logGroup().ifPresent(name -> values.putIfAbsent("logGroup", name));
        return new Finding(
                Ids.of(state.scope().key(), "finding", last.cause),
                last.cause,
                state.scope().name() + ": "
                        + rules.forCause(last.cause).map(Rule::title).orElse(last.cause),
                state.scope(),
                new Finding.Seen(sorted.get(0).time, last.time, sorted.size(), last.text),
                rules.forCause(last.cause)
                        .map(rule -> rule.remediation().fill(values))
                        .orElse(Remediation.NONE));
    }
}
