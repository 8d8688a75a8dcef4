package io.stopcause.console.timeline;

import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Mark;
import io.stopcause.model.ServiceHistory.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lays out a {@link Timeline}. The order of what it is given does not matter. */
public final class TimelineDrawing {

    private static final int MOST_INCIDENT_LANES = 8;

    private final Links links;
    private final List<LogRate> rates;

    public TimelineDrawing(Links links) {
        this(links, List.of());
    }

    /** @param rates of logs of any scopes */
    public TimelineDrawing(Links links, List<LogRate> rates) {
        this.links = links;
        this.rates = List.copyOf(rates);
    }

    /** The picture of these incidents and histories. */
    public Timeline draw(List<Incident> incidents, List<ServiceHistory> histories) {
        return draw(Period.around(times(incidents, histories).toList()), incidents, histories);
    }

    /** The part of the picture that lies in a period; what began before it begins at its edge. */
    public Timeline draw(Period period, List<Incident> incidents, List<ServiceHistory> histories) {
        Map<String, List<Incident>> troubles = new TreeMap<>();
        incidents.forEach(
                incident -> troubles.computeIfAbsent(incident.headline().scope().key(), key -> new ArrayList<>())
                        .add(incident));
        Map<String, ServiceHistory> byScope = new TreeMap<>();
        histories.forEach(history -> byScope.put(history.scope().key(), history));
        troubles.forEach((key, found) -> byScope.computeIfAbsent(
                key, absent -> new ServiceHistory(found.get(0).headline().scope(), List.of(), List.of())));

        List<Timeline.Group> groups = new ArrayList<>();
        int quietScopes = 0;
        int quietTasks = 0;
        for (Map.Entry<String, ServiceHistory> entry : byScope.entrySet()) {
            List<Incident> here = troubles.getOrDefault(entry.getKey(), List.of());
            if (here.isEmpty() && isQuiet(entry.getValue())) {
                quietScopes++;
                quietTasks += entry.getValue().tasks().size();
            } else {
                groups.add(group(period, entry.getValue(), here));
            }
        }
        return new Timeline(period, AxisMark.of(period), groups, new Timeline.Quiet(quietScopes, quietTasks));
    }

    private static Stream<Instant> times(List<Incident> incidents, List<ServiceHistory> histories) {
        Stream<Instant> ofIncidents = incidents.stream()
                .map(Incident::life)
                .flatMap(life ->
                        Stream.concat(Stream.of(life.firstSeen(), life.lastSeen()), life.resolvedAt().stream()));
        Stream<Instant> ofTasks = histories.stream()
                .flatMap(history -> history.tasks().stream())
                .map(ServiceHistory.TaskBar::span)
                .flatMap(span -> Stream.concat(
                        Stream.of(span.created()), Stream.concat(span.started().stream(), span.stopped().stream())));
        Stream<Instant> ofMarks =
                histories.stream().flatMap(history -> history.marks().stream()).map(Mark::time);
        return Stream.of(ofIncidents, ofTasks, ofMarks).flatMap(all -> all);
    }

    private static boolean isQuiet(ServiceHistory history) {
        return history.marks().stream().noneMatch(Mark::bad)
                && history.tasks().stream().noneMatch(task -> task.outcome() == Outcome.FAILED);
    }

    private Timeline.Group group(Period period, ServiceHistory history, List<Incident> incidents) {
        List<Lane> lanes = new ArrayList<>(incidentLanes(period, incidents));
        lanes.addAll(new TaskLanes(period, links).of(history));
        lanes.addAll(new RateLanes(period, rates).of(history.scope()));
        lanes.addAll(new MarkLanes(period, links).of(history));
        return new Timeline.Group(history.scope().name(), place(history.scope()), lanes);
    }

    private List<Lane> incidentLanes(Period period, List<Incident> incidents) {
        List<Incident> sorted = incidents.stream()
                .sorted(Comparator.comparing(
                                (Incident incident) -> incident.life().firstSeen())
                        .thenComparing(Incident::id))
                .toList();
        List<Lane> lanes = new ArrayList<>();
        int alone = sorted.size() > MOST_INCIDENT_LANES ? MOST_INCIDENT_LANES - 1 : sorted.size();
        sorted.subList(0, alone).forEach(incident -> lanes.add(incidentLane(period, incident)));
        if (alone < sorted.size()) {
            List<Incident> rest = sorted.subList(alone, sorted.size());
            lanes.add(new Lane.Incidents(
                    rest.size() + " more incidents",
                    "on one line",
                    Optional.empty(),
                    rest.stream().map(incident -> stretch(period, incident)).toList()));
        }
        return lanes;
    }

    private Lane incidentLane(Period period, Incident incident) {
        return new Lane.Incidents(
                incident.headline().title(), "", links.toIncident(incident), List.of(stretch(period, incident)));
    }

    private Lane.Stretch stretch(Period period, Incident incident) {
        Incident.Life life = incident.life();
        return new Lane.Stretch(
                life.firstSeen(),
                life.openedAt(),
                life.resolvedAt().orElse(period.to()),
                life.resolvedAt().isEmpty(),
                incident.headline().severity(),
                incident.headline().title(),
                links.toIncident(incident));
    }

    private static String place(Scope scope) {
        List<String> parts = new ArrayList<>();
        scope.cluster().filter(cluster -> !cluster.equals(scope.name())).ifPresent(parts::add);
        Stream.of(scope.region(), scope.account())
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        return String.join(" · ", parts);
    }
}
