package io.stopcause.console.postmortem;

import io.stopcause.console.timeline.Links;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory.Mark;
import io.stopcause.model.ServiceHistory.TaskBar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Leads from the picture to the words of the same document: to the evidence where there is some, else in the chronicle. */
final class Addresses implements Links {

    private final Map<String, String> quotes = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<IncidentView> shown;

    Addresses(List<IncidentView> incidents, Chronicle chronicle) {
        shown = List.copyOf(incidents);
        for (IncidentView view : incidents) {
            String key = view.incident().headline().scope().key();
            Stream.concat(view.proof().supporting().stream(), view.proof().against().stream())
                    .forEach(quote -> quotes.putIfAbsent(key + quote.text().strip(), quote.anchor()));
            view.around().forEach(line -> quotes.putIfAbsent(key + line.text().strip(), line.anchor()));
        }
        chronicle.entries().forEach(entry -> told.add(entry.anchor()));
    }

    static String ofTask(String scopeKey, String taskId) {
        return "task-" + Ids.of(scopeKey, taskId);
    }

    static String ofMark(String scopeKey, Mark mark) {
        return "mark-" + Ids.of(scopeKey, mark.time().toString(), mark.kind(), mark.text());
    }

    @Override
    public Optional<String> toIncident(Incident incident) {
        return Optional.of("#" + IncidentView.of(incident, List.of(), List.of()).anchorAmong(shown));
    }

    @Override
    public Optional<String> toTask(Scope scope, TaskBar task) {
        return toEntry(ofTask(scope.key(), task.taskId()));
    }

    @Override
    public Optional<String> toMark(Scope scope, Mark mark) {
        String quote = quotes.get(scope.key() + Clip.line(mark.text()).strip());
        return quote == null
                ? toEntry(ofMark(scope.key(), mark)).or(() -> Optional.of(around(scope, mark)))
                : Optional.of("#" + quote);
    }

    /** What is left out of the chronicle leads to the incident that it happened in. */
    private String around(Scope scope, Mark mark) {
        return shown.stream()
                .filter(view -> view.incident().headline().scope().equals(scope))
                .filter(view -> !mark.time().isBefore(view.times().firstSign())
                        && view.times().resolved().filter(mark.time()::isAfter).isEmpty())
                .findFirst()
                .map(view -> "#" + view.anchor())
                .orElse("#chronicle");
    }

    private Optional<String> toEntry(String anchor) {
        return told.contains(anchor) ? Optional.of("#" + anchor) : Optional.empty();
    }
}
