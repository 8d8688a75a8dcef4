package io.stopcause.console.timeline;

import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The moments of one scope: a lane for each kind. */
final class MarkLanes {

    private static final int PARTS = 80;

    private final Period period;
    private final Links links;

    MarkLanes(Period period, Links links) {
        this.period = period;
        this.links = links;
    }

    List<Lane> of(ServiceHistory history) {
        Map<MarkKind, List<Mark>> byKind = new TreeMap<>();
        history.marks().forEach(mark -> byKind.computeIfAbsent(MarkKind.of(mark), kind -> new ArrayList<>())
                .add(mark));
        List<Lane> lanes = new ArrayList<>();
        byKind.forEach((kind, marks) -> lanes.add(lane(history, kind, marks)));
        return lanes;
    }

    private Lane lane(ServiceHistory history, MarkKind kind, List<Mark> marks) {
        List<Lane.Point> points = points(history, marks);
        List<Lane.Point> each = points.size() == marks.size()
                ? List.of()
                : marks.stream().map(mark -> point(history, List.of(mark))).toList();
        return new Lane.Marks(kind.label(), Integer.toString(marks.size()), kind.wire(), points, each);
    }

    /** Marks that would lie upon each other become one; it shows the first bad one, else the first. */
    private List<Lane.Point> points(ServiceHistory history, List<Mark> marks) {
        Map<Integer, List<Mark>> byPart = new TreeMap<>();
        marks.forEach(mark -> byPart.computeIfAbsent(period.part(mark.time(), PARTS), part -> new ArrayList<>())
                .add(mark));
        return byPart.values().stream()
                .map(together -> point(history, together))
                .toList();
    }

    private Lane.Point point(ServiceHistory history, List<Mark> marks) {
        Mark shown = marks.stream().filter(Mark::bad).findFirst().orElse(marks.get(0));
        String more = marks.size() == 1 ? "" : " (and " + (marks.size() - 1) + " more)";
        return new Lane.Point(
                shown.time(), shown.bad(), marks.size(), shown.text() + more, links.toMark(history.scope(), shown));
    }
}
