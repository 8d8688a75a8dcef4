package io.stopcause.console.postmortem;

import io.stopcause.model.Completeness;
import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Times, counts and states in the words of all documents. Times are UTC. */
public final class Words {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FINE_CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final int PERCENT = 100;
    private static final int MOST_STRETCHES = 6;

    private Words() {}

    /** {@code 3 March 2026}. */
    public static String date(Instant time) {
        return DATE.format(time.atOffset(ZoneOffset.UTC));
    }

    /** {@code 18:41:07}, with milliseconds where there are any. */
    public static String clock(Instant time) {
        boolean whole = time.get(ChronoField.MILLI_OF_SECOND) == 0;
        return (whole ? CLOCK : FINE_CLOCK).format(time.atOffset(ZoneOffset.UTC));
    }

    /** {@code 3 March 2026, 18:41:07}. */
    public static String moment(Instant time) {
        return date(time) + ", " + clock(time);
    }

    /** {@code from 3 March 2026, 18:41:00, to 18:46:00}. */
    public static String span(Instant from, Instant to) {
        return "from " + moment(from) + ", to " + (date(from).equals(date(to)) ? clock(to) : moment(to));
    }

    /** Of which times all was read, and what is missing of others; the first few of many stretches. */
    public static String completeness(Completeness known) {
        List<Completeness.Stretch> stretches = known.stretches();
        String words = stretches.stream()
                .limit(MOST_STRETCHES)
                .map(Words::completeness)
                .collect(Collectors.joining("; "));
        int more = stretches.size() - MOST_STRETCHES;
        return more > 0 ? words + "; and " + more + " more of them" : words;
    }

    private static String completeness(Completeness.Stretch stretch) {
        return stretch.missing() == 0
                ? "complete " + span(stretch.from(), stretch.to())
                : count(stretch.missing(), "log event") + " missing of what CloudWatch got in the minute of "
                        + moment(stretch.from());
    }

    /** {@code 3 Mar, 18:41:07}. */
    public static String shortMoment(Instant time) {
        return SHORT_DATE.format(time.atOffset(ZoneOffset.UTC)) + ", " + CLOCK.format(time.atOffset(ZoneOffset.UTC));
    }

    /** {@code 18:41:07 to 19:02:40} on one day, else with both dates. */
    public static String stretch(Instant from, Instant to) {
        boolean oneDay = day(from).equals(day(to));
        return oneDay ? moment(from) + " to " + clock(to) : moment(from) + " to " + moment(to);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The two largest units, such as {@code 1 h 31 min} or {@code 12 s}; below a second {@code 350 ms}. */
    public static String duration(Duration length) {
        if (length.isNegative()) {
            return "−" + duration(length.negated());
        }
        if (length.toSeconds() == 0) {
            return length.isZero() ? "0 s" : length.toMillis() + " ms";
        }
        if (length.toMinutes() == 0) {
            return length.toSeconds() + " s";
        }
        if (length.toHours() == 0) {
            return two(length.toMinutes(), "min", length.toSecondsPart(), "s");
        }
        return length.toDays() == 0
                ? two(length.toHours(), "h", length.toMinutesPart(), "min")
                : two(length.toDays(), "d", length.toHoursPart(), "h");
    }

    /** {@code +12 s}, or {@code −12 s} for what came before. */
    public static String later(Duration length) {
        return length.isNegative() ? duration(length) : "+" + duration(length);
    }

    private static String two(long large, String unit, int small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** {@code 1 task}, {@code 1,200 tasks}. */
    public static String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 95 %}. */
    public static String percent(double share) {
        return Math.round(share * PERCENT) + " %";
    }

    /** How many tasks failed in an incident that is told as part of another. */
    public static String tasks(Incident.Member member) {
        return number(member.tasks()) + (member.tasks() == Incident.Reach.MAX_TASKS ? " or more" : "");
    }

    /** {@code service cart in cluster web, eu-central-1 (open)}, and so on. */
    public static String members(Incident.Joint joint) {
        String shown = joint.members().stream()
                .map(member -> scope(member.scope()) + " (" + member.state().wire() + ")")
                .collect(Collectors.joining("; "));
        int more = joint.memberCount() - joint.members().size();
        return more == 0 ? shown : shown + " and " + count(more, "more incident");
    }

    /** {@code image web:44: api, worker}: what runs with the thing that is at fault. */
    public static String sharing(Incident.Joint joint) {
        return joint.sharing().stream()
                .map(each -> each.words(Incident.Sharing.MAX_SERVICES))
                .collect(Collectors.joining("; "));
    }

    /** Whether the account bears a cause out, in a sentence's end. */
    public static String verified(Verified verified) {
        return switch (verified) {
            case CONFIRMED -> "confirmed by a check";
            case REFUTED -> "refuted by a check";
            case UNCHECKED -> "not checked";
        };
    }

    /** {@code service nginx in cluster web, eu-central-1}. */
    public static String scope(Scope scope) {
        String what = scope.service()
                .map(name -> "service " + name)
                .or(() -> scope.family().map(name -> "task family " + name))
                .or(() -> scope.logGroup().map(name -> "log group " + name))
                .orElse("");
        String cluster = scope.cluster().map(name -> "cluster " + name).orElse("");
        String place = what.isEmpty() || cluster.isEmpty() ? what + cluster : what + " in " + cluster;
        String start = place.isEmpty() ? scope.name() : place;
        return scope.region().isEmpty() || start.equals(scope.region()) ? start : start + ", " + scope.region();
    }
}
