package io.stopcause.analyzer.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule's entry that matched in a log.
 *
 * @param rule id of the rule
 * @param entry index of the entry in the rule
 * @param lines the earliest lines that matched, at most {@value #MOST}
 * @param last when it matched last
 */
public record Sign(String rule, int entry, LogSource source, List<LogLine> lines, Instant last) {

    /** How many lines are kept: enough to show, and to see that a failure repeats. */
    public static final int MOST = 20;

    static final Comparator<LogLine> BY_TIME =
            Comparator.comparing(LogLine::time).thenComparing(LogLine::id).thenComparing(LogLine::message);

    public Sign {
        lines = List.copyOf(lines);
    }

    static Sign of(Hit hit, LogSource source, LogLine line) {
        return new Sign(hit.rule().id(), hit.rule().match().indexOf(hit.match()), source, List.of(line), line.time());
    }

    /** Names a log: one stream may hold lines of the application and of the agent. */
    static String name(LogSource source) {
        return source.stream() + " " + source.surface().wire() + " " + source.group();
    }

    String key() {
        return rule + "#" + entry + "@" + name(source);
    }

    Sign plus(Sign other) {
        List<LogLine> all = Stream.concat(lines.stream(), other.lines.stream())
                .sorted(BY_TIME)
                .distinct()
                .limit(MOST)
                .toList();
        return new Sign(rule, entry, source, all, last.isAfter(other.last) ? last : other.last);
    }

    @JsonIgnore
    LogLine first() {
        return lines.get(0);
    }

    /** Whether it matched so often within one span of time. */
    boolean repeats(int times, Duration within) {
        for (int i = times - 1; i < lines.size(); i++) {
            Instant start = lines.get(i - times + 1).time();
            if (!start.plus(within).isBefore(lines.get(i).time())) {
                return true;
            }
        }
        return false;
    }
}
