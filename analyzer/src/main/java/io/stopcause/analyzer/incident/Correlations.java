package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.correlation.Correlation;
import io.stopcause.analyzer.correlation.Occurrence;
import io.stopcause.analyzer.correlation.Span;
import io.stopcause.analyzer.match.StepHit;
import io.stopcause.analyzer.rule.By;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Evidence;
import io.stopcause.model.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the tasks and events of a scope amount to together, by the correlated entries of the rules. */
final class Correlations {

    private final RuleSet rules;
    private final ScopeState state;
    private final Instant asOf;

    Correlations(RuleSet rules, ScopeState state, Instant asOf) {
        this.rules = rules;
        this.state = state;
        this.asOf = asOf;
    }

    /**
     * A correlation that held.
     *
     * @param lasting present if only its own lower threshold ends it
     */
    record Detected(String id, Verdict verdict, Optional<Span> lasting) {}

    /** An occurrence and what it has in common with others. */
    private record Keyed(String key, Occurrence occurrence) {}

    /** Ordered by rule and entry. */
    List<Detected> all() {
        Map<String, List<Keyed>> seen = seen();
        List<Detected> detected = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            for (int entry = 0; entry < rule.match().size(); entry++) {
                if (concerns(rule.match().get(entry))) {
                    detected.addAll(detected(new StepHit.Place(rule, entry, 0), seen));
                }
            }
        }
        return detected;
    }

    private boolean concerns(Match match) {
        return match.by()
                .filter(by -> !by.isOneTask())
                .filter(by -> by != By.SERVICE || state.scope().service().isPresent())
                .isPresent();
    }

    private Map<String, List<Keyed>> seen() {
        Map<String, List<Keyed>> seen = new TreeMap<>();
        state.signals().values().forEach(signal -> {
            String text = signal.said().text().isEmpty()
                    ? signal.name()
                    : signal.said().text();
            Keyed one = new Keyed(signal.said().subject(), new Occurrence(signal.time(), signal.id(), text));
            signal.said().steps().forEach(step -> put(seen, step, one));
        });
        state.tasks().values().forEach(task -> task.steps()
                .forEach((step, all) -> all.forEach(each -> put(seen, step, new Keyed(task.id(), each)))));
        return seen;
    }

    private static void put(Map<String, List<Keyed>> seen, String step, Keyed one) {
        seen.computeIfAbsent(step, name -> new ArrayList<>()).add(one);
    }

    private List<Detected> detected(StepHit.Place place, Map<String, List<Keyed>> seen) {
        Match match = place.match();
        List<List<Keyed>> steps = IntStream.rangeClosed(0, match.further().size())
                .mapToObj(step -> step == 0 && !match.ended().isEmpty()
                        ? ended(match)
                        : seen.getOrDefault(StepHit.Place.name(place.rule(), place.entry(), step), List.of()))
                .toList();
        if (steps.get(0).isEmpty()) {
            return List.of();
        }
        boolean apart = match.by().filter(By.RESOURCE::equals).isPresent();
        TreeSet<String> keys = new TreeSet<>();
        steps.get(0).forEach(each -> keys.add(apart ? each.key : ""));
        List<Detected> detected = new ArrayList<>();
        for (String key : keys) {
            List<List<Occurrence>> ofKey = steps.stream()
                    .map(step -> step.stream()
                            .filter(each -> !apart || each.key.equals(key))
                            .map(Keyed::occurrence)
                            .toList())
                    .toList();
            Correlation.of(match, ofKey).stream()
                    .filter(span -> !span.raised().isAfter(asOf))
                    .forEach(span -> detected.add(detected(place, key, span)));
        }
        return detected;
    }

    private List<Keyed> ended(Match match) {
        return state.tasks().values().stream()
                .flatMap(task -> task
                        .verdict()
                        .filter(verdict -> match.ended().contains(verdict.cause())
                                || (match.ended().contains(Match.FAILED) && !Findings.isOne(verdict, rules)))
                        .flatMap(verdict -> task.life().span().ended())
                        .map(time -> new Keyed(
                                task.id(),
                                new Occurrence(time, task.id(), task.life().detail())))
                        .stream())
                .toList();
    }

    private Detected detected(StepHit.Place place, String key, Span span) {
        Match match = place.match();
        Occurrence first = span.proof().get(0);
        String id = match.absence().isPresent() ? first.id() : Ids.of(place.name(), key, first.id());
        Evidence.Item words = new Evidence.Item(
                Optional.of(span.raised()), "correlation", state.scope().name(), Correlation.words(match, span));
        List<Evidence.Item> evidence = Stream.concat(
                        Stream.of(words),
                        span.proof().stream()
                                .map(each ->
                                        new Evidence.Item(Optional.of(each.time()), "event", each.id(), each.text())))
                .toList();
        Verdict verdict = new Verdict(
                place.rule().cause(),
                match.alternatives(),
                match.confidence(),
                place.rule().id(),
                span.raised(),
                first.time(),
                span.last().isAfter(span.raised()) ? span.last() : span.raised(),
                evidence,
                List.of(),
                List.of(),
                Map.of(
                        "line",
                        first.text(),
                        "times",
                        Integer.toString(span.proof().size())),
                Optional.empty());
        boolean lasts = match.count().flatMap(count -> count.clear()).isPresent();
        return new Detected(id, verdict, lasts ? Optional.of(span) : Optional.empty());
    }
}
