package io.stopcause.console.postmortem;

import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Mark;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What people heard of incidents, and what they said.
 *
 * @param incidents ids of those that it is about
 * @param text such as {@code team-slack: opened}
 */
public record Told(Instant time, Kind kind, List<String> incidents, String text) {

    /** Who spoke. */
    public enum Kind {
        /** A message to people. */
        NOTIFICATION,
        /** Somebody looks after it. */
        ACKNOWLEDGEMENT
    }

    public Told {
        incidents = List.copyOf(incidents);
    }

    /** Histories with what was told of the incidents of their scopes. */
    static List<ServiceHistory> among(List<ServiceHistory> histories, List<Incident> incidents, List<Told> told) {
        Map<String, ServiceHistory> byScope = new LinkedHashMap<>();
        histories.forEach(history -> byScope.put(history.scope().key(), history));
        for (Incident incident : incidents) {
            Scope scope = incident.headline().scope();
            ServiceHistory known = byScope.getOrDefault(scope.key(), new ServiceHistory(scope, List.of(), List.of()));
            List<Mark> heard = told.stream()
                    .filter(each -> each.incidents().contains(incident.id()))
                    .map(Told::mark)
                    .toList();
            if (!heard.isEmpty()) {
                List<Mark> marks = Stream.concat(known.marks().stream(), heard.stream())
                        .distinct()
                        .toList();
                byScope.put(scope.key(), new ServiceHistory(scope, known.tasks(), marks));
            }
        }
        return List.copyOf(byScope.values());
    }

    private Mark mark() {
        return new Mark(time, kind.name().toLowerCase(Locale.ROOT), false, text);
    }
}
