package io.stopcause.analyzer.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.model.LogLine;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule's entry that matched in the log of one container.
 *
 * @param rule id of the rule
 * @param entry index of the entry in the rule
 * @param lines the earliest lines that matched, at most {@value #MOST}
 */
public record Sign(String rule, int entry, String container, List<LogLine> lines) {

    /** How many lines are kept: enough to show, and to see that a failure repeats. */
    public static final int MOST = 20;

    static final Comparator<LogLine> BY_TIME =
            Comparator.comparing(LogLine::time).thenComparing(LogLine::id).thenComparing(LogLine::message);

    public Sign {
        lines = List.copyOf(lines);
    }

    static Sign of(Hit hit, String container, LogLine line) {
        return new Sign(hit.rule().id(), hit.rule().match().indexOf(hit.match()), container, List.of(line));
    }

    static String key(Hit hit, String container) {
        return hit.rule().id() + "#" + hit.rule().match().indexOf(hit.match()) + "@" + container;
    }

    Sign plus(Sign other) {
        List<LogLine> all = Stream.concat(lines.stream(), other.lines.stream())
                .sorted(BY_TIME)
                .distinct()
                .limit(MOST)
                .toList();
        return new Sign(rule, entry, container, all);
    }

    @JsonIgnore
    LogLine first() {
        return lines.get(0);
    }

    @JsonIgnore
    LogLine last() {
        return lines.get(lines.size() - 1);
    }

    /** Whether it matched so often within one span of time. */
    boolean repeats(int times, Duration within) {
        for (int i = times - 1; i < lines.size(); i++) {
            if (!lines.get(i - times + 1)
                    .time()
                    .plus(within)
                    .isBefore(lines.get(i).time())) {
                return true;
            }
        }
        return false;
    }
}
