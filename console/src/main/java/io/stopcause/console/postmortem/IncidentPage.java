package io.stopcause.console.postmortem;

import io.stopcause.console.timeline.Period;
import io.stopcause.console.timeline.Timeline;
import io.stopcause.console.timeline.TimelineDrawing;
import io.stopcause.model.Incident;
import io.stopcause.model.ServiceHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One incident by itself: what the post-mortem says of it, and the part of its scope's history that surrounds it.
 *
 * @param view as in the post-mortem
 * @param timeline the stretch around it
 * @param chronicle the same in words
 */
public record IncidentPage(IncidentView view, Timeline timeline, Chronicle chronicle) {

    private static final Duration LEAST_AROUND = Duration.ofMinutes(5);
    private static final int AROUND_PARTS = 4;

    /** The page of an incident; {@code histories} may hold any scopes, and {@code told} be about any incidents. */
    public static IncidentPage of(Incident incident, List<ServiceHistory> histories, List<Told> told) {
        Period period = around(incident.life());
        List<ServiceHistory> near = Told.among(histories, List.of(incident), told).stream()
                .filter(history -> history.scope().equals(incident.headline().scope()))
                .map(history -> within(period, history))
                .toList();
        IncidentView view = IncidentView.of(incident, near, told);
        Chronicle chronicle = Chronicle.of(List.of(view), List.of(view), near);
        Timeline timeline =
                new TimelineDrawing(new Addresses(List.of(view), chronicle)).draw(period, List.of(incident), near);
        return new IncidentPage(view, timeline, chronicle);
    }

    private static Period around(Incident.Life life) {
        Instant end = life.resolvedAt().orElse(life.lastSeen());
        Duration share = Duration.between(life.firstSeen(), end).abs().dividedBy(AROUND_PARTS);
        Duration margin = share.compareTo(LEAST_AROUND) > 0 ? share : LEAST_AROUND;
        return Period.around(List.of(life.firstSeen().minus(margin), end.plus(margin)));
    }

    private static ServiceHistory within(Period period, ServiceHistory history) {
        return new ServiceHistory(
                history.scope(),
                history.tasks().stream()
                        .filter(task -> overlaps(
                                period, task.span().created(), task.span().stopped()))
                        .toList(),
                history.marks().stream()
                        .filter(mark -> overlaps(period, mark.time(), Optional.of(mark.time())))
                        .toList());
    }

    private static boolean overlaps(Period period, Instant from, Optional<Instant> to) {
        return from.isBefore(period.to())
                && to.filter(end -> end.isBefore(period.from())).isEmpty();
    }
}
