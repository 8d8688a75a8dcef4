package io.stopcause.console.postmortem;

import io.stopcause.console.postmortem.Review.Item;
import io.stopcause.console.timeline.LogRate;
import io.stopcause.model.Completeness;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.TaskBar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What could not be seen: checks that nobody made, blind spots, silent logs, gaps, and input that could not be read. */
final class Unseen {

    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final int LONG_FOR_A_SLOT = 20;
    private static final Duration JUMP = Duration.ofDays(30);

    private Unseen() {}

    /** @param found its rates are empty where nobody counted */
    static List<Item> of(
            List<IncidentView> incidents,
            List<ServiceHistory> histories,
            PostMortem.Found found,
            Accounting accounting) {
        Set<Item> items = new LinkedHashSet<>();
        incidents.forEach(view -> view.proof()
                .unchecked()
                .forEach(quote ->
                        items.add(item(Review.title(view) + ": " + Clip.title(quote.text()), quote.anchor()))));
        found.findings().stream()
                .filter(finding -> !PostMortem.isNormal(finding))
                .forEach(finding ->
                        items.add(item(Clip.title(finding.title()) + " (" + finding.cause() + ")", "findings")));
        if (!found.rates().isEmpty()) {
            items.addAll(silent(histories, found.rates()));
            items.addAll(gaps(incidents, histories, found.rates()));
        }
        items.addAll(jumps(histories));
        if (accounting.unreadable() > 0) {
            items.add(item(Words.count(accounting.unreadable(), "place") + " of the input could not be read", "read"));
        }
        items.addAll(missing(accounting.completeness()));
        return List.copyOf(items);
    }

    private static List<Item> missing(List<Completeness> known) {
        return known.stream()
                .flatMap(each -> each.stretches().stream()
                        .filter(stretch -> stretch.missing() > 0)
                        .map(stretch -> new Item(
                                Optional.of(stretch.from()),
                                Words.count(stretch.missing(), "log event") + " that CloudWatch got in "
                                        + Clip.title(each.source()) + " in this minute were not read",
                                "read")))
                .toList();
    }

    private static Item item(String text, String anchor) {
        return new Item(Optional.empty(), text, anchor);
    }

    private static List<Item> silent(List<ServiceHistory> histories, List<LogRate> rates) {
        Set<Scope> heard = rates.stream().map(LogRate::scope).collect(Collectors.toSet());
        return histories.stream()
                .filter(history -> !history.tasks().isEmpty() && !heard.contains(history.scope()))
                .map(history -> item(
                        Words.scope(history.scope()) + ": "
                                + Words.count(history.tasks().size(), "task")
                                + ", and not one line of a log of theirs was read",
                        ""))
                .toList();
    }

    /** Whether a log had nothing to say while a task ran, or what it said was lost, nobody can tell. */
    private static List<Item> gaps(List<IncidentView> incidents, List<ServiceHistory> histories, List<LogRate> rates) {
        Set<Scope> troubled = incidents.stream()
                .map(view -> view.incident().headline().scope())
                .collect(Collectors.toSet());
        List<Item> items = new ArrayList<>();
        for (LogRate rate : rates) {
            List<TaskBar> tasks = histories.stream()
                    .filter(history -> history.scope().equals(rate.scope()) && troubled.contains(history.scope()))
                    .flatMap(history -> history.tasks().stream())
                    .toList();
            for (int i = 1; i < rate.slots().size(); i++) {
                LogRate.Slot before = rate.slots().get(i - 1);
                Instant from = before.to();
                Instant to = rate.slots().get(i).from();
                Duration gap = Duration.between(from, to);
                Duration slot = Duration.between(before.from(), before.to());
                boolean isLong = gap.compareTo(SHORT) >= 0 && gap.compareTo(slot.multipliedBy(LONG_FOR_A_SLOT)) >= 0;
                if (isLong && tasks.stream().anyMatch(task -> runs(task, from, to))) {
                    items.add(new Item(
                            Optional.of(from),
                            "log " + Clip.title(rate.log()) + " said nothing for " + Words.duration(gap)
                                    + " while a task ran",
                            ""));
                }
            }
        }
        return items;
    }

    /** A month of which nothing was read: a part is missing, or the clock was wrong by which some of it was written. */
    private static List<Item> jumps(List<ServiceHistory> histories) {
        List<Instant> times = histories.stream()
                .flatMap(history -> Stream.concat(
                        history.marks().stream().map(ServiceHistory.Mark::time),
                        history.tasks().stream().flatMap(task -> task.span().stopped().stream())))
                .sorted()
                .toList();
        return IntStream.range(1, times.size())
                .filter(i -> times.get(i - 1).plus(JUMP).isBefore(times.get(i)))
                .mapToObj(i -> new Item(
                        Optional.of(times.get(i - 1)),
                        "nothing was read of the next "
                                + Words.duration(Duration.between(times.get(i - 1), times.get(i)))
                                + ": a part of the input is missing, or a clock was wrong",
                        ""))
                .toList();
    }

    private static boolean runs(TaskBar task, Instant from, Instant to) {
        return task.span().started().filter(at -> !at.isAfter(from)).isPresent()
                && task.span().stopped().filter(to::isAfter).isEmpty();
    }
}
