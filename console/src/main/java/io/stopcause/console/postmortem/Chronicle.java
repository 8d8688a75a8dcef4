package io.stopcause.console.postmortem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stopcause.console.timeline.MarkKind;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Mark;
import io.stopcause.model.ServiceHistory.Outcome;
import io.stopcause.model.ServiceHistory.TaskBar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The picture in words: everything that happened, in order.
 *
 * @param entries at most {@value #MOST}, by time
 * @param leftOut how many more there were; what matters least goes first
 */
public record Chronicle(List<Entry> entries, int leftOut) {

    /** How many entries are told. */
    public static final int MOST = 400;

    private static final Set<Entry.Kind> LIFE = Set.of(Entry.Kind.INCIDENT, Entry.Kind.RESOLVED);
    private static final Comparator<Entry> BY_WEIGHT = Comparator.comparing(
                    (Entry entry) -> !LIFE.contains(entry.kind()))
            .thenComparing(entry -> !entry.bad())
            .thenComparing(Entry::kind);
    private static final Comparator<Entry> BY_TIME = Comparator.comparing(Entry::time)
            .thenComparing(entry -> entry.kind() == Entry.Kind.RESOLVED)
            .thenComparing(Comparator.comparing(Entry::kind).reversed())
            .thenComparing(Entry::where)
            .thenComparing(Entry::text)
            .thenComparing(Entry::anchor);

    public Chronicle {
        entries = List.copyOf(entries);
    }

    /** @param shown those of the incidents that the document tells by themselves */
    static Chronicle of(List<IncidentView> shown, List<IncidentView> incidents, List<ServiceHistory> histories) {
        List<Entry> all = Stream.concat(
                        incidents.stream().flatMap(view -> ofIncident(view, view.anchorAmong(shown))),
                        histories.stream().flatMap(Chronicle::ofHistory))
                .collect(Collectors.toMap(Entry::anchor, entry -> entry, (first, again) -> first))
                .values()
                .stream()
                .sorted(BY_TIME)
                .toList();
        if (all.size() <= MOST) {
            return new Chronicle(all, 0);
        }
        List<Entry> kept =
                all.stream().sorted(BY_WEIGHT).limit(MOST).sorted(BY_TIME).toList();
        return new Chronicle(kept, all.size() - MOST);
    }

    private static Stream<Entry> ofIncident(IncidentView view, String anchor) {
        String where = view.incident().headline().scope().name();
        String title = view.incident().headline().title();
        Optional<String> link = Optional.of(anchor);
        Entry opened = new Entry(
                view.anchor() + "-opened", view.times().opened(), Entry.Kind.INCIDENT, where, title, true, link);
        String end = view.incident().life().resolution().map(how -> ": " + how).orElse("");
        return Stream.concat(
                Stream.of(opened),
                view.times().resolved().stream()
                        .map(at -> new Entry(
                                view.anchor() + "-resolved",
                                at,
                                Entry.Kind.RESOLVED,
                                where,
                                title + end,
                                false,
                                link)));
    }

    private static Stream<Entry> ofHistory(ServiceHistory history) {
        String where = history.scope().name();
        String key = history.scope().key();
        List<Entry> entries = new ArrayList<>();
        for (TaskBar task : history.tasks()) {
            entries.add(ofTask(key, where, task));
        }
        for (Mark mark : history.marks()) {
            entries.add(new Entry(
                    Addresses.ofMark(key, mark),
                    mark.time(),
                    Entry.Kind.valueOf(MarkKind.of(mark).name()),
                    where,
                    mark.text(),
                    mark.bad(),
                    Optional.empty()));
        }
        return entries.stream();
    }

    private static Entry ofTask(String key, String where, TaskBar task) {
        boolean failed = task.outcome() == Outcome.FAILED;
        Instant time = task.span()
                .stopped()
                .orElse(task.span().started().orElse(task.span().created()));
        String what = task.span().stopped().isPresent() ? (failed ? "failed" : "ended") : "runs";
        String revision = task.revision().map(name -> " of " + name).orElse("");
        String detail = task.detail().isEmpty() ? "" : ": " + task.detail();
        return new Entry(
                Addresses.ofTask(key, task.taskId()),
                time,
                Entry.Kind.TASK,
                where,
                "Task " + Clip.title(task.taskId()) + revision + " " + what + detail,
                failed,
                Optional.empty());
    }

    @JsonIgnore
    public boolean isEmpty() {
        return entries.isEmpty();
    }
}
