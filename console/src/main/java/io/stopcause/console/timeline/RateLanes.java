package io.stopcause.console.timeline;

import io.stopcause.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The logs of one scope: a lane for each, with the lines and the errors among them. */
final class RateLanes {

    private static final int MOST = 6;
    private static final int WIDTH = 10_000;
    private static final int HEIGHT = 30;

    private final Period period;
    private final List<LogRate> rates;

    RateLanes(Period period, List<LogRate> rates) {
        this.period = period;
        this.rates = rates;
    }

    /** Those of a scope; of very many logs the ones with the most errors, then lines. */
    List<Lane> of(Scope scope) {
        return rates.stream()
                .filter(rate -> rate.scope().equals(scope) && !rate.slots().isEmpty())
                .sorted(Comparator.comparing((LogRate rate) -> -errors(rate))
                        .thenComparing(rate -> -lines(rate))
                        .thenComparing(LogRate::log))
                .limit(MOST)
                .map(this::lane)
                .toList();
    }

    private static long lines(LogRate rate) {
        return rate.slots().stream().mapToLong(LogRate.Slot::lines).sum();
    }

    private static long errors(LogRate rate) {
        return rate.slots().stream().mapToLong(LogRate.Slot::errors).sum();
    }

    private Lane lane(LogRate rate) {
        long peak = rate.slots().stream().mapToLong(LogRate.Slot::lines).max().orElse(1);
        LogRate.Slot slot = rate.slots().get(0);
        String each = length(Duration.between(slot.from(), slot.to()));
        String note = String.format(
                Locale.ROOT,
                "%,d lines, %,d error%s, at most %,d in %s",
                lines(rate),
                errors(rate),
                errors(rate) == 1 ? "" : "s",
                peak,
                each);
        List<Lane.Area> areas = new ArrayList<>();
        areas.add(new Lane.Area("lines", outline(rate, peak, false)));
        if (errors(rate) > 0) {
            areas.add(new Lane.Area("errors", outline(rate, peak, true)));
        }
        return new Lane.Rate(rate.log(), note, areas);
    }

    private static String length(Duration step) {
        return step.toSeconds() % 60 == 0 ? step.toMinutes() + " min" : step.toSeconds() + " s";
    }

    /** A step for each slot, from the ground and back to it; few errors are still seen. */
    private String outline(LogRate rate, long peak, boolean errors) {
        StringBuilder path = new StringBuilder();
        for (LogRate.Slot slot : rate.slots()) {
            long count = errors ? slot.errors() : slot.lines();
            if (count > 0) {
                long height = Math.max(2, count * HEIGHT / peak);
                int from = x(slot.from());
                path.append('M').append(from).append(' ').append(HEIGHT);
                path.append('V').append(HEIGHT - height);
                path.append('H').append(Math.max(from + 1, x(slot.to())));
                path.append('V').append(HEIGHT).append('Z');
            }
        }
        return path.toString();
    }

    private int x(Instant time) {
        double share = (double) Duration.between(period.from(), time).toMillis()
                / period.length().toMillis();
        return (int) Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
    }
}
