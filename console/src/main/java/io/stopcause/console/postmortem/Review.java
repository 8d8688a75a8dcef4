package io.stopcause.console.postmortem;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Mark;
import io.stopcause.model.ServiceHistory.Outcome;
import io.stopcause.model.ServiceHistory.TaskBar;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What there is to learn from it: what was measured, what had changed, what could not be seen, and what would have shown
 * it earlier.
 *
 * @param measured the times of each incident
 * @param sections what else has something to say, in order
 * @param notes what people add
 */
public record Review(List<Measured> measured, List<Section> sections, Notes notes) {

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final int MOST_CHANGES = 5;
    private static final int MOST_ITEMS = 60;
    private static final Set<String> CHANGES = Set.of("deployment", "api");

    public Review {
        measured = List.copyOf(measured);
        sections = List.copyOf(sections);
    }

    /** A heading with what belongs under it. */
    public record Section(String title, String intro, List<Item> items) {

        public Section {
            items = List.copyOf(items);
        }
    }

    /**
     * One line.
     *
     * @param time when, where it has a time
     * @param anchor what it leads to in the document; empty for nothing
     */
    public record Item(Optional<Instant> time, String text, String anchor) {}

    /**
     * What was measured on an incident, in the time of the records.
     *
     * @param anchor where it is told
     * @param lost what the tasks that failed for it took, from their creation to their end
     */
    public record Measured(String title, String anchor, Times times, Duration lost) {}

    /** Whether anything is known of who was told. */
    public boolean knowsWhoWasTold() {
        return measured.stream()
                .anyMatch(each -> each.times().notified().isPresent()
                        || each.times().acknowledged().isPresent());
    }

    static Review of(
            List<IncidentView> incidents,
            List<ServiceHistory> histories,
            PostMortem.Found found,
            Accounting accounting,
            Notes notes) {
        List<Section> sections = Stream.of(
                        new Section(
                                "What had changed",
                                "Deployments and calls in the hour before the first sign.",
                                incidents.stream()
                                        .flatMap(view -> changed(view, histories))
                                        .distinct()
                                        .toList()),
                        new Section(
                                "What would have shown it earlier",
                                "",
                                incidents.stream()
                                        .flatMap(view -> earlier(view, incidents).stream())
                                        .toList()),
                        new Section(
                                "What could not be seen",
                                "Nothing is known of these; an answer to any of them may change what stands above.",
                                Unseen.of(incidents, histories, found, accounting)))
                .filter(section -> !section.items().isEmpty())
                .map(section -> new Section(
                        section.title(),
                        section.intro(),
                        section.items()
                                .subList(0, Math.min(MOST_ITEMS, section.items().size()))))
                .toList();
        List<Measured> measured =
                incidents.stream().map(view -> measured(view, histories)).toList();
        return new Review(measured, sections, notes);
    }

    private static Stream<ServiceHistory> of(IncidentView view, List<ServiceHistory> histories) {
        return histories.stream().filter(history -> history.scope()
                .equals(view.incident().headline().scope()));
    }

    private static Measured measured(IncidentView view, List<ServiceHistory> histories) {
        return new Measured(title(view), view.anchor(), view.times(), lost(view, histories));
    }

    /** From the creation to the end of each task that failed for it; one that has not ended is counted to the last sign. */
    private static Duration lost(IncidentView view, List<ServiceHistory> histories) {
        Incident incident = view.incident();
        Instant last = incident.life().resolvedAt().orElse(incident.life().lastSeen());
        return of(view, histories)
                .flatMap(history -> history.tasks().stream())
                .filter(task -> task.outcome() == Outcome.FAILED)
                .filter(task -> task.cause()
                        .filter(incident.diagnosis().cause()::equals)
                        .isPresent())
                .filter(task -> !ended(task, last).isBefore(view.times().firstSign())
                        && !task.span().created().isAfter(last))
                .map(task -> Duration.between(task.span().created(), ended(task, last)))
                .filter(length -> !length.isNegative())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Instant ended(TaskBar task, Instant otherwise) {
        return task.span().stopped().orElse(otherwise);
    }

    private static Stream<Item> changed(IncidentView view, List<ServiceHistory> histories) {
        Instant first = view.times().firstSign();
        List<Mark> marks = of(view, histories)
                .flatMap(history -> history.marks().stream())
                .filter(mark -> CHANGES.contains(mark.kind()))
                .filter(mark -> !mark.time().isAfter(first) && mark.time().isAfter(first.minus(BEFORE)))
                .sorted(Comparator.comparing(Mark::time).thenComparing(Mark::text))
                .toList();
        Incident.Revision revision = view.incident().reach().revision();
        Stream<Item> revisions = revision.since().stream()
                .map(since -> new Item(
                        Optional.empty(),
                        title(view) + ": " + since + " is the first revision that fails"
                                + revision.lastGood()
                                        .map(good -> "; " + good + " was the last that ran")
                                        .orElse(""),
                        view.anchor()));
        return Stream.concat(
                marks.subList(Math.max(0, marks.size() - MOST_CHANGES), marks.size()).stream()
                        .map(mark -> new Item(Optional.of(mark.time()), Clip.title(mark.text()), "")),
                revisions);
    }

    /** A blind incident that another of the same scope explains: what that one had, this one lacked, for so long. */
    private static Optional<Item> earlier(IncidentView blind, List<IncidentView> incidents) {
        Incident incident = blind.incident();
        if (incident.reach().blindSpots().isEmpty()) {
            return Optional.empty();
        }
        return incidents.stream()
                .filter(view -> view.incident()
                        .headline()
                        .scope()
                        .equals(incident.headline().scope()))
                .filter(view -> view.incident().reach().blindSpots().isEmpty())
                .filter(view -> view.times().opened().isAfter(blind.times().firstSign()))
                .filter(view -> view.incident().diagnosis().evidence().supporting().stream()
                        .map(Evidence.Item::source)
                        .anyMatch(source -> source.endsWith(".log")))
                .min(Comparator.comparing(view -> view.times().opened()))
                .map(view -> new Item(
                        Optional.empty(),
                        "Without " + String.join(", ", incident.reach().blindSpots()) + " nothing could be read from "
                                + Words.clock(blind.times().firstSign())
                                + " on. The next revision could be read: its cause"
                                + " was told at " + Words.clock(view.times().opened()) + ", "
                                + Words.duration(Duration.between(
                                        blind.times().firstSign(), view.times().opened()))
                                + " later, " + Words.duration(view.times().toOpen()) + " after its own first sign",
                        view.anchor()));
    }

    static String title(IncidentView view) {
        return Clip.title(view.incident().headline().title());
    }
}
