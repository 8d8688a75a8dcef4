package io.stopcause.analyzer.correlation;

import io.stopcause.analyzer.rule.Count;
import io.stopcause.analyzer.rule.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The primitives, as pure functions of sets of occurrences: neither the order of arrival nor repeats matter, and there is
 * no state to lose.
 */
public final class Correlation {

    private Correlation() {}

    /**
     * When an entry's correlation held.
     *
     * @param steps the occurrences of the entry itself, then those of what it waits for
     */
    public static List<Span> of(Match match, List<? extends Collection<Occurrence>> steps) {
        List<List<Occurrence>> sorted = steps.stream().map(Correlation::sorted).toList();
        return match.count()
                .map(count -> count(sorted.get(0), count))
                .or(() -> match.sequence().map(sequence -> sequence(sorted, Duration.ofSeconds(sequence.within()))))
                .or(() -> match.absence()
                        .map(absence -> absence(sorted.get(0), sorted.get(1), Duration.ofSeconds(absence.within()))))
                .orElse(List.of());
    }

    /** The first window that was full. */
    public static Optional<Span> first(Collection<Occurrence> all, Count count) {
        return count(sorted(all), count).stream().findFirst();
    }

    /** Why it holds, as a person says it. */
    public static String words(Match match, Span span) {
        return match.count()
                .map(count -> span.proof().size() + " times within " + words(count.within()))
                .or(() -> match.absence().map(absence -> "nothing took it back within " + words(absence.within())))
                .or(() -> match.sequence().map(sequence -> "in this order within " + words(sequence.within())))
                .orElse("");
    }

    private static String words(long seconds) {
        return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " s";
    }

    private static List<Occurrence> sorted(Collection<Occurrence> occurrences) {
        return occurrences.stream().sorted(Occurrence.BY_TIME).distinct().toList();
    }

    /** Windows that are full; each lasts while more follow, or until its lower threshold. */
    static List<Span> count(List<Occurrence> all, Count count) {
        List<Span> spans = new ArrayList<>();
        int i = count.raise() - 1;
        while (i < all.size()) {
            int start = i - count.raise() + 1;
            if (isWithin(all.get(start), all.get(i), count)) {
                int last = lastOf(all, i, count);
                Optional<Instant> cleared = count.clear().map(clear -> cleared(all, last, clear, count));
                Instant raised = all.get(i).time();
                spans.add(new Span(
                        raised,
                        cleared,
                        all.subList(start, i + 1),
                        all.get(last).time()));
                i = last;
            }
            i++;
        }
        return spans;
    }

    /** The newest one up to which the window stayed full, or above the lower threshold. */
    private static int lastOf(List<Occurrence> all, int raisedAt, Count count) {
        int back = count.clear().map(clear -> clear + 1).orElse(count.raise() - 1);
        int last = raisedAt;
        while (last + 1 < all.size() && isWithin(all.get(last + 1 - back), all.get(last + 1), count)) {
            last++;
        }
        return last;
    }

    private static boolean isWithin(Occurrence first, Occurrence last, Count count) {
        return !first.time().plusSeconds(count.within()).isBefore(last.time());
    }

    private static Instant cleared(List<Occurrence> all, int last, int clear, Count count) {
        return all.get(last - clear).time().plusSeconds(count.within());
    }

    /** Chains of one of each step in order, none longer than the window; each begins after the one before it ended. */
    static List<Span> sequence(List<List<Occurrence>> steps, Duration within) {
        List<Span> spans = new ArrayList<>();
        for (Occurrence first : steps.get(0)) {
            boolean used = !spans.isEmpty()
                    && !first.time().isAfter(spans.get(spans.size() - 1).last());
            if (!used) {
                chain(first, steps, within).ifPresent(spans::add);
            }
        }
        return spans;
    }

    private static Optional<Span> chain(Occurrence first, List<List<Occurrence>> steps, Duration within) {
        List<Occurrence> chain = new ArrayList<>(List.of(first));
        Instant until = first.time().plus(within);
        for (List<Occurrence> step : steps.subList(1, steps.size())) {
            Instant from = chain.get(chain.size() - 1).time();
            Optional<Occurrence> next = step.stream()
                    .filter(each -> !each.time().isBefore(from) && !each.time().isAfter(until))
                    .filter(each -> chain.stream().noneMatch(taken -> taken.id().equals(each.id())))
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            chain.add(next.get());
        }
        Instant end = chain.get(chain.size() - 1).time();
        return Optional.of(new Span(end, Optional.empty(), chain, end));
    }

    /** Those after which nothing came in time; each holds from the end of its window on. */
    static List<Span> absence(List<Occurrence> all, List<Occurrence> others, Duration within) {
        return all.stream()
                .filter(each -> others.stream()
                        .noneMatch(other -> !other.time().isBefore(each.time())
                                && !other.time().isAfter(each.time().plus(within))))
                .map(each -> new Span(each.time().plus(within), Optional.empty(), List.of(each), each.time()))
                .toList();
    }
}
