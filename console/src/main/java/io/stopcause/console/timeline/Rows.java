package io.stopcause.console.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts bars into as few rows as they fit without touching. */
final class Rows {

    private static final int GAP_PARTS = 200;

    private Rows() {}

    /** First fit by creation; bars closer than half a percent of the period do not share a row. */
    static List<List<Lane.Bar>> pack(Period period, List<Lane.Bar> bars) {
        Duration gap = period.length().dividedBy(GAP_PARTS);
        List<List<Lane.Bar>> rows = new ArrayList<>();
        List<Instant> free = new ArrayList<>();
        bars.stream()
                .sorted(Comparator.comparing(Lane.Bar::created).thenComparing(Lane.Bar::title))
                .forEach(bar -> {
                    int row = firstFree(free, bar.created());
                    if (row == rows.size()) {
                        rows.add(new ArrayList<>());
                        free.add(bar.end().plus(gap));
                    } else {
                        free.set(row, bar.end().plus(gap));
                    }
                    rows.get(row).add(bar);
                });
        return rows;
    }

    private static int firstFree(List<Instant> free, Instant from) {
        for (int row = 0; row < free.size(); row++) {
            if (!free.get(row).isAfter(from)) {
                return row;
            }
        }
        return free.size();
    }
}
