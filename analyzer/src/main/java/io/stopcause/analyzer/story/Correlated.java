package io.stopcause.analyzer.story;

import io.stopcause.analyzer.correlation.Correlation;
import io.stopcause.analyzer.correlation.Occurrence;
import io.stopcause.analyzer.correlation.Span;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.match.StepHit;
import io.stopcause.analyzer.rule.By;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.model.Evidence;
import io.stopcause.model.Severity;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the lines and the state of one task amount to together, by the correlated entries of the rules. */
final class Correlated {

    private static final int SPANS = 3;

    private final Judge judge;

    Correlated(Judge judge) {
        this.judge = judge;
    }

    /** A step that was seen in the story. */
    private record Seen(StepHit.Place place, StepSeen.Place where, Occurrence occurrence) {

        Evidence.Item item() {
            return Items.of(occurrence.time(), where.source(), where.place(), occurrence.text());
        }

        String group() {
            By by = place.match().by().orElseThrow();
            return place.rule().id() + "#" + place.entry() + (by == By.CONTAINER ? "@" + where.log() : "");
        }
    }

    /** What holds, or will hold if nothing takes it back. */
    List<Proven> of(Story story) {
        Map<String, List<Seen>> groups = new TreeMap<>();
        seen(story)
                .filter(each -> each.place.rule().severity() != Severity.INFO)
                .filter(each -> each.place.match().by().filter(By::isOneTask).isPresent())
                .forEach(each -> groups.computeIfAbsent(each.group(), key -> new ArrayList<>())
                        .add(each));
        return groups.values().stream().flatMap(this::proven).toList();
    }

    /** What only the scope can correlate, by the name of the step. */
    Map<String, List<Occurrence>> beyond(Story story) {
        Map<String, List<Occurrence>> steps = new TreeMap<>();
        seen(story)
                .filter(each -> each.place.match().by().filter(By::isOneTask).isEmpty())
                .forEach(each -> steps.computeIfAbsent(each.place.name(), name -> new ArrayList<>())
                        .add(each.occurrence));
        return steps;
    }

    private Stream<Proven> proven(List<Seen> group) {
        StepHit.Place place = group.get(0).place;
        Match match = place.match();
        List<List<Occurrence>> steps = IntStream.rangeClosed(0, match.further().size())
                .mapToObj(step -> group.stream()
                        .filter(each -> each.place.step() == step)
                        .map(Seen::occurrence)
                        .toList())
                .toList();
        return Correlation.of(match, steps).stream().limit(SPANS).map(span -> proven(place, span, group));
    }

    private Proven proven(StepHit.Place place, Span span, List<Seen> group) {
        Seen first = group.stream()
                .filter(each -> each.occurrence.equals(span.proof().get(0)))
                .findFirst()
                .orElseThrow();
        String text = first.occurrence.text();
        Evidence.Item words =
                Items.of(span.raised(), "correlation", first.where.place(), Correlation.words(place.match(), span));
        List<Evidence.Item> items = Stream.concat(
                        group.stream()
                                .filter(each -> span.proof().contains(each.occurrence))
                                .map(Seen::item),
                        Stream.of(words))
                .toList();
        Optional<Verdict.Hold> hold = place.match().absence().map(absence -> new Verdict.Hold(span.raised()));
        return new Proven(
                new Hit(place.rule(), place.match(), text, text, captures(first)),
                span.raised(),
                span.last(),
                items,
                hold);
    }

    private Stream<Seen> seen(Story story) {
        return story.steps().values().stream().flatMap(this::seen);
    }

    private Stream<Seen> seen(StepSeen steps) {
        return place(steps).stream()
                .flatMap(place -> steps.occurrences().stream().map(each -> new Seen(place, steps.place(), each)));
    }

    /** The step that was seen; empty if these rules have it no more. */
    private Optional<StepHit.Place> place(StepSeen steps) {
        return judge.rules()
                .rule(steps.rule())
                .filter(rule -> steps.entry() < rule.match().size())
                .map(rule -> new StepHit.Place(rule, steps.entry(), steps.step()))
                .filter(place -> !place.match().isDirect()
                        && place.step() <= place.match().further().size());
    }

    private Map<String, String> captures(Seen seen) {
        return Stream.of(Surface.values())
                .filter(surface -> surface.wire().equals(seen.where.source()))
                .flatMap(surface -> judge.steps(surface, seen.occurrence.text()).stream())
                .filter(hit -> hit.place().name().equals(seen.place.name()))
                .findFirst()
                .map(StepHit::captures)
                .orElse(Map.of());
    }
}
