package io.stopcause.notifier;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.stopcause.notifier.decision.Limit;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.route.InhibitRuleConfig;
import io.stopcause.notifier.route.TimeSpan;
import io.stopcause.notifier.time.TimeIntervalConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps people from being told too much.
 *
 * @param inhibitRules incidents that are not told while others are open
 * @param timeIntervals times that routes name
 * @param storm how many messages a receiver gets one by one
 * @param flapping how often an incident may come back before it is left alone
 * @param latePause how long the beginning of something is held back that was worked out over five minutes after it
 *     happened, since it may be over; ten seconds without it
 */
public record QuietConfig(
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<InhibitRuleConfig> inhibitRules,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<TimeIntervalConfig> timeIntervals,
        Optional<LimitConfig> storm,
        Optional<LimitConfig> flapping,
        @JsonDeserialize(contentUsing = TimeSpan.class) Optional<Duration> latePause) {

    /** What holds without a configuration. */
    static final QuietConfig USUAL =
            new QuietConfig(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final LimitConfig USUAL_STORM = new LimitConfig(50, Duration.ofMinutes(1));
    private static final LimitConfig USUAL_FLAPPING = new LimitConfig(3, Duration.ofHours(1));

    private static final Duration USUAL_LATE_PAUSE = Duration.ofSeconds(10);

    /**
     * How many within a time.
     *
     * @param count at least 1
     * @param window such as {@code 1m}
     */
    public record LimitConfig(
            int count,
            @JsonDeserialize(using = TimeSpan.class) Duration window) {

        Limit limit() {
            return new Limit(count, window);
        }

        List<ConfigProblem> problems() {
            List<ConfigProblem> problems = new ArrayList<>();
            if (count < 1) {
                problems.add(new ConfigProblem("count", count + " must be at least 1"));
            }
            if (window.isZero()) {
                problems.add(new ConfigProblem("window", "must be longer than nothing"));
            }
            return problems;
        }
    }

    public QuietConfig {
        inhibitRules = List.copyOf(inhibitRules);
        timeIntervals = List.copyOf(timeIntervals);
    }

    LimitConfig stormLimit() {
        return storm.orElse(USUAL_STORM);
    }

    LimitConfig flappingLimit() {
        return flapping.orElse(USUAL_FLAPPING);
    }

    Duration pauseIfLate() {
        return latePause.orElse(USUAL_LATE_PAUSE);
    }

    /** The same, with nothing held back for being late. */
    QuietConfig neverLate() {
        return new QuietConfig(inhibitRules, timeIntervals, storm, flapping, Optional.of(Duration.ZERO));
    }

    Set<String> intervalNames() {
        Set<String> names = new LinkedHashSet<>();
        timeIntervals.forEach(interval -> names.add(interval.name()));
        return names;
    }

    /** All that is wrong with it, paths relative to it; {@code used} are the time intervals that routes name. */
    List<ConfigProblem> problems(Set<String> used) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (int i = 0; i < inhibitRules.size(); i++) {
            String path = "inhibitRules[" + i + "]";
            inhibitRules.get(i).problems().forEach(problem -> problems.add(problem.under(path)));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < timeIntervals.size(); i++) {
            TimeIntervalConfig interval = timeIntervals.get(i);
            String path = "timeIntervals[" + i + "]";
            if (!seen.add(interval.name())) {
                problems.add(new ConfigProblem(path + ".name", "'" + interval.name() + "' stands twice"));
            } else if (!used.contains(interval.name())) {
                problems.add(new ConfigProblem(path + ".name", "no route uses '" + interval.name() + "'"));
            }
            interval.problems().forEach(problem -> problems.add(problem.under(path)));
        }
        storm.ifPresent(limit -> limit.problems().forEach(problem -> problems.add(problem.under("storm"))));
        flapping.ifPresent(limit -> limit.problems().forEach(problem -> problems.add(problem.under("flapping"))));
        return problems;
    }
}
