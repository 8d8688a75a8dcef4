package io.stopcause.notifier.time;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.stopcause.notifier.receiver.ConfigProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * A named time, as in Prometheus Alertmanager: it holds while one of its parts does.
 *
 * @param name that routes use
 * @param timeIntervals its parts
 */
public record TimeIntervalConfig(
        String name, @JsonSetter(nulls = Nulls.AS_EMPTY) List<CalendarConfig> timeIntervals) {

    public TimeIntervalConfig {
        timeIntervals = List.copyOf(timeIntervals);
    }

    /** All that is wrong with it, paths relative to it. */
    public List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        if (name.isBlank()) {
            problems.add(new ConfigProblem("name", "is empty"));
        }
        if (timeIntervals.isEmpty()) {
            problems.add(new ConfigProblem("timeIntervals", "is empty, so that it never holds"));
        }
        for (int i = 0; i < timeIntervals.size(); i++) {
            String path = "timeIntervals[" + i + "]";
            timeIntervals.get(i).problems().forEach(problem -> problems.add(problem.under(path)));
        }
        return problems;
    }
}
