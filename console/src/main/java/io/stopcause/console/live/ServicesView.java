package io.stopcause.console.live;

import io.stopcause.console.page.TablesView;
import io.stopcause.console.page.TablesView.Column;
import io.stopcause.console.page.TablesView.Line;
import io.stopcause.console.page.TablesView.Table;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.console.postmortem.Words;
import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every service and family that was seen: how it is, and what could not be seen of it. */
final class ServicesView {

    private ServicesView() {}

    private record Service(ServiceHistory history, List<Incident> incidents, Set<String> blind) {

        long open() {
            return incidents.stream().filter(incident -> !incident.isResolved()).count();
        }

        long tasks(Outcome outcome) {
            return history.tasks().stream()
                    .filter(task -> task.outcome() == outcome)
                    .count();
        }

        String health() {
            if (open() > 0) {
                return Words.count(open(), "open incident");
            }
            return blind.isEmpty() ? "well" : "well, as far as it can be seen";
        }

        Optional<Instant> last() {
            Stream<Instant> marks = history.marks().stream().map(ServiceHistory.Mark::time);
            Stream<Instant> tasks = history.tasks().stream()
                    .map(task -> task.span().stopped().orElse(task.span().created()));
            return Stream.concat(marks, tasks).max(Comparator.naturalOrder());
        }

        List<String> row() {
            Scope scope = history.scope();
            return List.of(
                    scope.name(),
                    scope.cluster().orElse(""),
                    health(),
                    Words.number(tasks(Outcome.RUNNING)),
                    Words.number(tasks(Outcome.FAILED)),
                    String.join(", ", blind),
                    last().map(Words::shortMoment).orElse(""));
        }
    }

    static TablesView of(IncidentBoard.Snapshot now) {
        List<Service> services = now.histories().stream()
                .map(history -> service(history, now))
                .sorted(Comparator.comparing(Service::open)
                        .reversed()
                        .thenComparing(service -> service.history().scope().key()))
                .toList();
        long failing = services.stream().filter(service -> service.open() > 0).count();
        long blind =
                services.stream().filter(service -> !service.blind().isEmpty()).count();
        return new TablesView(
                "Services",
                "live",
                List.of(
                        new Line("Seen", Words.number(services.size()) + ", task families included"),
                        new Line("With open incidents", Words.number(failing)),
                        new Line("With blind spots", Words.number(blind))),
                List.of(new Table(
                        "How they are",
                        "Nothing has been seen of any service yet.",
                        List.of(
                                Column.search("Service"),
                                Column.text("Cluster"),
                                Column.text("Health"),
                                Column.number("Running"),
                                Column.number("Failed"),
                                Column.text("Blind spots"),
                                Column.text("Last sign")),
                        services.stream().map(Service::row).toList())),
                "Tasks are those that stopcause remembers. A blind spot hides the next cause. All times are UTC.");
    }

    private static Service service(ServiceHistory history, IncidentBoard.Snapshot now) {
        List<Incident> incidents = now.incidents().stream()
                .filter(incident -> incident.headline().scope().equals(history.scope()))
                .toList();
        Set<String> blind = new TreeSet<>();
        incidents.stream()
                .filter(incident -> !incident.isResolved())
                .forEach(incident -> blind.addAll(incident.reach().blindSpots()));
        now.findings().stream()
                .filter(finding -> finding.scope().equals(history.scope()) && !PostMortem.isNormal(finding))
                .forEach(finding -> blind.add(finding.cause()));
        return new Service(history, incidents, blind);
    }
}
