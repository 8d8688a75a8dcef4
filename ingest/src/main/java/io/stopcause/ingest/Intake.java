package io.stopcause.ingest;

import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import java.time.Clock;
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

    private static final int BATCH_CHARS = 1 << 19;
    private static final int PENDING_CHARS = 1 << 22;
    private static final int REMEMBERED = 100_000;

    private final Sink sink;
    private final Clock clock;
    private final Map<LogSource, Pending> pending = new LinkedHashMap<>();
    private final Recent recent = new Recent(REMEMBERED);
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<String, Long> formats = new TreeMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<String> repairs = new ArrayList<>();
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
        this.sink = sink;
        this.clock = clock;
    }

    /** A line that is new by nature, such as one of a text file. */
    public void line(LogSource source, LogLine line) {
        count(Kind.READ);
        batch(source, line);
    }

    /** Quiet lines of a text file. */
    public void quiet(Quiet lines) {
        counts.merge(Kind.READ, lines.count(), Long::sum);
        counts.merge(Kind.LINES, lines.count(), Long::sum);
        sink.quiet(lines);
    }

    /**
     * A line that can come twice.
     *
     * @param identity the same whenever the same line is read again, and different for two equal lines
     */
    public void lineOnce(String identity, LogSource source, LogLine line) {
        count(Kind.READ);
        if (recent.isNew(identity)) {
            batch(source, line);
        } else {
            count(Kind.DUPLICATE);
        }
    }

    /** An event; a second one with the same id and content is a duplicate delivery. */
    public void event(AwsEvent event) {
        count(Kind.READ);
        String identity = event.id()
                + ' '
                + event.detailType()
                + ' '
                + event.time()
                + ' '
                + event.detail().hashCode();
        if (recent.isNew(identity)) {
            count(Kind.EVENTS);
            sink.event(event);
        } else {
            count(Kind.DUPLICATE);
        }
    }

    public void answer(Answer answer) {
        count(Kind.READ);
        count(Kind.ANSWERS);
        sink.answer(answer);
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
        counts.merge(Kind.READ, records, Long::sum);
        counts.merge(Kind.IGNORED, records, Long::sum);
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

    /** Hands on all lines that wait. */
    public void flush() {
        pending.forEach((source, waiting) -> sink.logs(new LogBatch(source, waiting.lines)));
        pending.clear();
        pendingChars = 0;
    }

    public Accounting accounting() {
        return new Accounting(counts, formats, deadLetters, repairs);
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
            flush();
        }
    }

    private void handOn(LogSource source, Pending waiting) {
        pending.remove(source);
        pendingChars -= waiting.chars;
        sink.logs(new LogBatch(source, waiting.lines));
    }

    private void count(Kind kind) {
        counts.merge(kind, 1L, Long::sum);
    }
}
