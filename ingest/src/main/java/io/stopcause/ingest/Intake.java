package io.stopcause.ingest;

import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Completeness;
import io.stopcause.model.Coverage;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The way from a source to a {@link Sink}: counts every record, drops what was read before, and packs lines of one
 * stream into batches. Memory is bounded: batches by lines and characters, remembered identities by number.
 *
 * <p>Not safe for use by several threads. Call {@link #flush()} at the end, and before a checkpoint.
 */
public final class Intake {

    /** Kafka's cost is per record, so lines travel together; this many at most. */
    public static final int BATCH_LINES = 200;
    /** Longest message kept, in characters: CloudWatch accepts log events of 1 MiB. */
    public static final int MAX_MESSAGE = 1 << 20;

    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final int BATCH_CHARS = 1 << 19;
    private static final int PENDING_CHARS = 1 << 22;
    /** How many identities of lines, and of events, are remembered. */
    public static final int REMEMBERED = 100_000;

    private final Sink sink;
    private final Clock clock;
    private final Map<LogSource, Pending> pending = new LinkedHashMap<>();
    private final Company company;
    /** What the source's traffic has been told of, and what it has not yet. */
    private final Tally told = new Tally();

    private final Tally untold = new Tally();
    private final Map<String, Long> formats = new TreeMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<String> repairs = new ArrayList<>();
    private final Map<String, Completeness> completeness = new TreeMap<>();
    private Instant settled = Instant.MIN;
    private int pendingChars;

    /** Lines of one stream that wait for company. */
    private static final class Pending {
        private final List<LogLine> lines = new ArrayList<>();
        private int chars;
    }

    /**
     * Starts with nothing read.
     *
     * @param clock gives dead letters their time; nothing else looks at it
     */
    public Intake(Sink sink, Clock clock) {
        this(sink, clock, Company.alone(new Traffic()));
    }

    /** The same for one of several of one source. */
    public Intake(Sink sink, Clock clock, Company company) {
        this.sink = sink;
        this.clock = clock;
        this.company = company;
    }

    /** What is older than this and new is late: it was to be read by now. */
    public void settled(Instant time) {
        this.settled = time;
    }

    /** A line that is new by nature, such as one of a text file. */
    public void line(LogSource source, LogLine line) {
        count(Kind.READ);
        batch(source, line);
    }

    /** Quiet lines of a text file. */
    public void quiet(Quiet lines) {
        untold.add(Kind.READ, lines.count());
        untold.add(Kind.LINES, lines.count());
        sink.quiet(lines);
    }

    /**
     * A line that can come twice, under the same stream, id and time.
     *
     * @return whether it is new
     */
    public boolean lineOnce(LogSource source, LogLine line) {
        count(Kind.READ);
        boolean isNew = recall(source, line);
        if (isNew) {
            late(line.time());
            batch(source, line);
        } else {
            count(Kind.DUPLICATE);
        }
        return isNew;
    }

    /** An event; a second one with the same id and content is a duplicate delivery. */
    public void event(AwsEvent event) {
        count(Kind.READ);
        if (company.events().isNew(event)) {
            count(Kind.EVENTS);
            late(event.time());
            sink.event(event);
        } else {
            count(Kind.DUPLICATE);
        }
    }

    /** Remembers a line that was handed on by whoever read this before; says whether that is new. */
    public boolean recall(LogSource source, LogLine line) {
        int stream = 31 * source.group().hashCode() + source.stream().hashCode();
        return company.lines().isNew(line.id(), line.time(), stream);
    }

    /** Says when a record got to where it is read from; long after its own time is late. */
    public void arrived(Instant time, Instant at) {
        if (time.plus(GRACE).isBefore(at)) {
            count(Kind.LATE);
        }
    }

    /** Lines that are older will not come again. */
    public void forgetBefore(Instant time) {
        company.lines().forgetBefore(time);
    }

    /** Lines that were handed on and are not older than this are remembered. */
    public Instant remembers() {
        return company.lines().covers();
    }

    public void answer(Answer answer) {
        count(Kind.READ);
        count(Kind.ANSWERS);
        sink.answer(answer);
    }

    /** What somebody who read it before says of its completeness. */
    public void coverage(Coverage told) {
        ignored();
        completeness.merge(told.key(), Completeness.of(told), Completeness::and);
    }

    /** Input that cannot be used, with its place and the reason. */
    public void dead(String place, String reason, String content) {
        count(Kind.READ);
        count(Kind.DEAD);
        DeadLetter letter = new DeadLetter(place, reason, content, clock.instant());
        if (deadLetters.size() < Accounting.MAX_PLACES) {
            deadLetters.add(letter);
        }
        sink.dead(letter);
    }

    /** A record that holds nothing by nature. */
    public void ignored() {
        ignored(1);
    }

    /** So many of them. */
    public void ignored(long records) {
        untold.add(Kind.READ, records);
        untold.add(Kind.IGNORED, records);
    }

    /** Says that a line was read, but not as it stood. */
    public void repaired(String place, String what) {
        count(Kind.REPAIRED);
        if (repairs.size() < Accounting.MAX_PLACES) {
            repairs.add(place + ": " + what);
        }
    }

    public void file() {
        count(Kind.FILES);
    }

    /** Counts a document of a recognised format. */
    public void format(String name) {
        formats.merge(name, 1L, Long::sum);
    }

    /** Hands on all lines that wait, and tells the source's traffic of all that was counted. */
    public void flush() {
        flushLines();
        for (Kind kind : Kind.values()) {
            company.traffic().add(kind, untold.count(kind));
            told.add(kind, untold.count(kind));
        }
        untold.clear();
    }

    private void flushLines() {
        pending.forEach((source, waiting) -> sink.logs(new LogBatch(source, waiting.lines)));
        pending.clear();
        pendingChars = 0;
    }

    public Accounting accounting() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, told.count(kind) + untold.count(kind));
        }
        return new Accounting(counts, formats, deadLetters, repairs).complete(completeness);
    }

    private void batch(LogSource source, LogLine line) {
        count(Kind.LINES);
        Pending before = pending.get(source);
        if (before != null && before.chars + line.message().length() > BATCH_CHARS) {
            handOn(source, before);
        }
        Pending waiting = pending.computeIfAbsent(source, key -> new Pending());
        waiting.lines.add(line);
        waiting.chars += line.message().length();
        pendingChars += line.message().length();
        if (waiting.lines.size() >= BATCH_LINES || waiting.chars >= BATCH_CHARS) {
            handOn(source, waiting);
        } else if (pendingChars >= PENDING_CHARS || pending.size() > BATCH_LINES * 10) {
            flushLines();
        }
    }

    private void handOn(LogSource source, Pending waiting) {
        pending.remove(source);
        pendingChars -= waiting.chars;
        sink.logs(new LogBatch(source, waiting.lines));
    }

    private void late(Instant time) {
        if (time.isBefore(settled)) {
            company.traffic().late(Duration.between(time, settled));
        }
    }

    private void count(Kind kind) {
        untold.add(kind, 1);
    }
}
