package io.stopcause.analyzer.story;

import io.stopcause.analyzer.correlation.Correlation;
import io.stopcause.analyzer.correlation.Occurrence;
import io.stopcause.analyzer.match.StepHit;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Redaction;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What in one log, or in the states of the task, was one step of a correlated entry.
 *
 * @param rule id of the rule
 * @param entry index of the entry in the rule
 * @param step 0 for the entry's own
 * @param place where it stood
 * @param occurrences of many only the first {@value #FIRST}, the newest {@value #NEWEST}, and the first that filled the
 *     count
 */
record StepSeen(String rule, int entry, int step, Place place, List<Occurrence> occurrences) {

    static final int FIRST = 20;
    static final int NEWEST = 80;
    private static final int SHOWN = 300;

    /**
     * Where steps stood.
     *
     * @param log names the log; empty for the task's own states
     * @param source what a piece of evidence calls it
     * @param place where it can be found again
     */
    record Place(String log, String source, String place) {}

    StepSeen {
        occurrences = List.copyOf(occurrences);
    }

    static StepSeen of(StepHit hit, LogSource source, LogLine line) {
        String log = Sign.name(source);
        return of(
                hit, new Place(log, source.surface().wire(), Items.place(source)), line.time(), log + " " + line.id());
    }

    /** A state is known by its version, whoever tells of it. */
    static StepSeen of(StepHit hit, AwsEvent state) {
        String id = Task.of(state).id();
        String version = state.text("version").orElse(state.id());
        return of(hit, new Place("", state.detailType(), id), state.time(), id + " " + version);
    }

    private static StepSeen of(StepHit hit, Place place, Instant time, String id) {
        String text = hit.text().length() <= SHOWN ? hit.text() : hit.text().substring(0, SHOWN) + "…";
        return new StepSeen(
                hit.place().rule().id(),
                hit.place().entry(),
                hit.place().step(),
                place,
                List.of(new Occurrence(time, id, Redaction.of(text))));
    }

    String key() {
        return rule + "#" + entry + "/" + step + "@" + place.log;
    }

    /** What once filled a window stays, or a detection would vanish under what comes after it. */
    StepSeen plus(StepSeen other, StepHit.Place of) {
        List<Occurrence> all = Stream.concat(occurrences.stream(), other.occurrences.stream())
                .sorted(Occurrence.BY_TIME)
                .distinct()
                .toList();
        if (all.size() <= FIRST + NEWEST) {
            return new StepSeen(rule, entry, step, place, all);
        }
        TreeSet<Occurrence> kept = new TreeSet<>(Occurrence.BY_TIME);
        kept.addAll(all.subList(0, FIRST));
        kept.addAll(all.subList(all.size() - NEWEST, all.size()));
        of.match().count().flatMap(count -> Correlation.first(all, count)).ifPresent(span -> kept.addAll(span.proof()));
        return new StepSeen(rule, entry, step, place, List.copyOf(kept));
    }
}
