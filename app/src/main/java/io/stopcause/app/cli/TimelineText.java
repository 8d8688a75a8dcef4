package io.stopcause.app.cli;

import io.stopcause.app.timeline.Entry;
import io.stopcause.app.timeline.TaskName;
import io.stopcause.app.timeline.TaskTimeline;
import io.stopcause.console.postmortem.Words;
import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A task's timeline as a person reads it on a terminal. */
final class TimelineText {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final Duration LONG_GAP = Duration.ofMinutes(5);
    private static final String MARGIN = " ".repeat(29);

    private final boolean coloured;
    private final StringBuilder text = new StringBuilder();
    private Optional<Instant> before = Optional.empty();

    private TimelineText(boolean coloured) {
        this.coloured = coloured;
    }

    /** Safe for a terminal; ends with a line break. */
    static String of(TaskTimeline timeline, boolean coloured) {
        TimelineText all = new TimelineText(coloured);
        all.head(timeline);
        timeline.entries().forEach(all::entry);
        all.verdict(timeline);
        return all.text.toString();
    }

    /** One task of several, on one line. */
    static String name(TaskName task) {
        return task.id() + "  " + task.revision().orElse("revision unknown")
                + task.scope().map(scope -> "  " + Words.scope(scope)).orElse("");
    }

    private void head(TaskTimeline timeline) {
        line(Paint.NAME, "task " + timeline.task().id());
        timeline.task().scope().ifPresent(scope -> line("  " + Words.scope(scope)));
        timeline.task().revision().ifPresent(revision -> line("  task definition " + revision));
    }

    private void entry(Entry entry) {
        boolean newDay = before.map(last -> !Words.date(last).equals(Words.date(entry.time())))
                .orElse(true);
        if (newDay) {
            text.append('\n');
            line(Paint.NAME, Words.date(entry.time()) + " (UTC)");
        }
        Optional<Duration> gap = before.map(last -> Duration.between(last, entry.time()));
        gap.filter(length -> length.compareTo(LONG_GAP) > 0)
                .ifPresent(length -> line(Paint.ASIDE, MARGIN + "· nothing for " + Words.duration(length)));
        before = Optional.of(entry.time());
        String plus = gap.filter(length -> !length.isZero())
                .map(length -> "+" + Words.duration(length))
                .orElse("");
        String clock = CLOCK.format(entry.time().atOffset(ZoneOffset.UTC));
        text.append(clock)
                .append(Paint.ASIDE.on("%14s".formatted(plus), coloured))
                .append("  ")
                .append(words(entry))
                .append('\n');
    }

    private String words(Entry entry) {
        String safe = safe(entry.text());
        String cause = entry.cause()
                .filter(found -> entry.kind() != Entry.Kind.VERDICT && entry.kind() != Entry.Kind.INCIDENT)
                .map(found -> Paint.NEWS.on("  ← " + safe(found), coloured))
                .orElse("");
        return switch (entry.kind()) {
            case LIFECYCLE -> Paint.NAME.on(safe, coloured);
            case STATE -> "state    " + safe + cause;
            case EVENT -> "event    " + safe + cause;
            case LOG -> "log      " + safe(entry.source()) + " | " + safe + cause;
            case LEFT_OUT -> Paint.ASIDE.on("log      " + safe(entry.source()) + " | " + safe, coloured);
            case ANSWER -> "check    " + safe(entry.source()) + ": " + safe;
            case VERDICT -> Paint.BAD.on("verdict  " + safe, coloured);
            case INCIDENT -> Paint.BAD.on(safe(entry.source()) + " " + safe, coloured);
            case NOTIFICATION -> "told     " + safe(entry.source()) + ": " + safe;
        };
    }

    private void verdict(TaskTimeline timeline) {
        text.append('\n');
        timeline.verdict()
                .ifPresentOrElse(
                        verdict -> {
                            boolean normal = verdict.isNormal();
                            line(
                                    normal ? Paint.GOOD : Paint.BAD,
                                    "verdict: " + verdict.cause() + ", " + Words.percent(verdict.confidence())
                                            + " sure, by rule " + verdict.rule());
                            verdict.alternatives().forEach(cause -> line("  also possible: " + cause));
                            verdict.evidence().forEach(item -> evidence("for", item));
                            verdict.against().forEach(item -> evidence("against", item));
                            verdict.unchecked().forEach(item -> evidence("missing", item));
                        },
                        () -> line(Paint.GOOD, "verdict: nothing is wrong with it"));
        timeline.incidents().forEach(this::incident);
        if (timeline.linesLeftOut() > 0) {
            line(Paint.ASIDE, Words.count(timeline.linesLeftOut(), "log line") + " left out; --lines N shows more");
        }
    }

    private void evidence(String word, Evidence.Item item) {
        line("  " + word + ": " + item.source() + ": " + item.text());
    }

    private void incident(Incident incident) {
        line(
                Paint.BAD,
                "incident " + incident.id() + ": " + incident.headline().title() + ", "
                        + incident.diagnosis().verified().wire() + ", "
                        + incident.life().state().wire());
        incident.remediation().steps().stream().limit(1).forEach(step -> {
            line("  do: " + step.text());
            step.code().lines().forEach(code -> line("      " + code));
        });
    }

    private void line(String plain) {
        text.append(safe(plain)).append('\n');
    }

    private void line(Paint paint, String plain) {
        text.append(paint.on(safe(plain), coloured)).append('\n');
    }

    /** What goes on over several lines stays within its column, so that no text can pass for an entry of its own. */
    private static String safe(String plain) {
        return Terminal.safe(plain).stripTrailing().replace("\n", "\n" + MARGIN + "         | ");
    }
}
