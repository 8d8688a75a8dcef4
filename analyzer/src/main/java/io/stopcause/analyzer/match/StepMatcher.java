package io.stopcause.analyzer.match;

import com.google.re2j.Matcher;
import io.stopcause.analyzer.ending.Ending;
import io.stopcause.analyzer.match.ExpressionIndex.Owned;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.Step;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.event.ruler.Machine;

/** Finds which steps of correlated entries a line or an event is. Safe for use by several threads. */
final class StepMatcher {

    private final Machine machine = Machine.builder().build();
    private final Map<String, StepHit.Place> places = new TreeMap<>();
    private final ExpressionIndex<Text> index;

    private record Text(StepHit.Place place, Match match, List<Expression> all, List<Expression> unless) {}

    StepMatcher(RuleSet rules) {
        List<Owned<Text>> texts = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            for (int entry = 0; entry < rule.match().size(); entry++) {
                Match match = rule.match().get(entry);
                if (!match.isDirect()) {
                    texts.addAll(add(
                            new StepHit.Place(rule, entry, 0), new Step(match.text(), match.unless(), match.event())));
                    List<Step> further = match.further();
                    for (int step = 0; step < further.size(); step++) {
                        texts.addAll(add(new StepHit.Place(rule, entry, step + 1), further.get(step)));
                    }
                }
            }
        }
        this.index = new ExpressionIndex<>(texts.stream());
    }

    private List<Owned<Text>> add(StepHit.Place place, Step step) {
        if (!step.event().isMissingNode()) {
            try {
                machine.addRule(place.name(), step.event().toString());
            } catch (IOException e) {
                throw new UncheckedIOException(place.name() + ": not an event pattern", e);
            }
            places.put(place.name(), place);
        }
        Match match = place.match();
        List<String> all = place.step() == 0 ? match.all() : List.of();
        Text owner = new Text(place, match, Expression.all(all), Expression.all(step.unless()));
        return Owned.all(step.text(), owner).toList();
    }

    /** The steps that a text is, one hit each. */
    List<StepHit> match(Surface surface, String text) {
        String line = Texts.message(text);
        Map<String, StepHit> hits = new LinkedHashMap<>();
        index.candidates(line).forEach(candidate -> {
            Text owner = candidate.owner();
            Matcher matcher = candidate.expression().matcher(line);
            if (owner.match.on().contains(surface)
                    && matcher.find()
                    && owner.all.stream().allMatch(each -> each.find(line))
                    && owner.unless.stream().noneMatch(each -> each.find(line))) {
                hits.putIfAbsent(owner.place.name(), new StepHit(owner.place, text, Expression.captures(matcher)));
            }
        });
        return List.copyOf(hits.values());
    }

    /** The steps that an event is, by its fields or by its texts. */
    List<StepHit> match(AwsEvent event) {
        List<EventText> texts = EventText.of(event);
        Map<String, StepHit> hits = new TreeMap<>();
        String shown = texts.stream()
                .map(EventText::text)
                .findFirst()
                .or(() -> event.text("eventName"))
                .orElse(event.detailType());
        for (String name : matches(event)) {
            StepHit.Place place = places.get(name);
            if (place != null) {
                hits.put(name, new StepHit(place, shown, Map.of()));
            }
        }
        texts.forEach(text -> match(text.surface(), text.text())
                .forEach(hit -> hits.putIfAbsent(hit.place().name(), hit)));
        return List.copyOf(hits.values());
    }

    private List<String> matches(AwsEvent event) {
        if (places.isEmpty()) {
            return List.of();
        }
        try {
            return machine.rulesForJSONEvent(Json.write(Ending.forPatterns(event)));
        } catch (Exception e) {
            throw new IllegalArgumentException("event " + event.id() + " cannot be matched: " + e.getMessage(), e);
        }
    }
}
