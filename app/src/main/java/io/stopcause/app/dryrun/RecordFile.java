package io.stopcause.app.dryrun;

import io.stopcause.app.replay.Scratch;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Records that were read in any order and are played in the order of their times. Memory holds a bounded number of them:
 * each time that it is full they are sorted and written to a file behind those before, and all such runs are merged when
 * they are played. The file is gone when this is closed. For one thread.
 */
final class RecordFile implements AutoCloseable {

    /** Seconds and nanoseconds of the time, the kind, and the length of what follows. */
    private static final int HEAD = Long.BYTES + Integer.BYTES + 1 + Integer.BYTES;

    private static final int CHUNK = 1 << 14;

    private final Scratch file = new Scratch();
    private final int most;
    private final List<Entry> waiting = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private long bytes;

    /** A record and its time. */
    private static final class Entry {
        private final Instant time;
        private final Kind kind;
        private final byte[] json;

        Entry(Instant time, Kind kind, byte[] json) {
            this.time = time;
            this.kind = kind;
            this.json = json;
        }
    }

    private enum Kind {
        EVENT('e', AwsEvent.class),
        LINES('l', LogBatch.class),
        ANSWER('a', Answer.class);

        private final char mark;
        private final Class<? extends Event> type;

        Kind(char mark, Class<? extends Event> type) {
            this.mark = mark;
            this.type = type;
        }

        static Kind of(byte mark) {
            return mark == EVENT.mark ? EVENT : mark == LINES.mark ? LINES : ANSWER;
        }
    }

    /**
     * An empty one.
     *
     * @param most how many bytes of records wait in memory
     */
    RecordFile(int most) {
        this.most = most;
    }

    void add(AwsEvent event) {
        add(event.time(), Kind.EVENT, event);
    }

    /** Lines of one time. */
    void add(Instant time, LogBatch lines) {
        add(time, Kind.LINES, lines);
    }

    void add(Answer answer) {
        add(answer.time(), Kind.ANSWER, answer);
    }

    private void add(Instant time, Kind kind, Event record) {
        byte[] json = Json.writeBytes(record);
        waiting.add(new Entry(time, kind, json));
        bytes += json.length;

        if (bytes >= most) {
            write();
        }
    }

    private void write() {
        waiting.sort(Comparator.comparing((Entry entry) -> entry.time));
        long start = file.size();
        for (Entry entry : waiting) {
            file.write(ByteBuffer.allocate(HEAD + entry.json.length)
                    .putLong(entry.time.getEpochSecond())
                    .putInt(entry.time.getNano())
                    .put((byte) entry.kind.mark)
                    .putInt(entry.json.length)
                    .put(entry.json)
                    .array());
        }
        runs.add(new Run(runs.size(), start, file.size()));
        waiting.clear();
        bytes = 0;
    }

    /** Where records lie that are in the order of their times. */
    private record Run(int number, long start, long end) {}

    /** Goes through a run. */
    private final class Reader {
        private final Run run;
        private long next;
        private byte[] chunk = new byte[0];
        private long chunkAt;
        private Entry head;

        Reader(Run run) {
            this.run = run;
            this.next = run.start;
            this.head = read();
        }

        private Entry read() {
            ByteBuffer bytes = ByteBuffer.wrap(bytes(HEAD));
            Instant time = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
            Kind kind = Kind.of(bytes.get());
            return new Entry(time, kind, bytes(bytes.getInt()));
        }

        private byte[] bytes(int length) {
            if (next < chunkAt || next + length > chunkAt + chunk.length) {
                chunkAt = next;
                chunk = file.read(next, (int) Math.max(length, Math.min(CHUNK, run.end - next)));
            }
            int from = (int) (next - chunkAt);
            next += length;
            return Arrays.copyOfRange(chunk, from, from + length);
        }

        /** Whether there is another one. */
        boolean advance() {
            if (next >= run.end) {
                return false;
            }
            head = read();
            return true;
        }
    }

    /** Hands on every record with its time, the earliest first; those of one time in the order of reading. */
    void play(Player player) {
        if (!waiting.isEmpty()) {
            write();
        }
        PriorityQueue<Reader> readers = new PriorityQueue<>(
                Comparator.comparing((Reader reader) -> reader.head.time).thenComparing(reader -> reader.run.number));
        runs.forEach(run -> readers.add(new Reader(run)));
        while (!readers.isEmpty()) {
            Reader first = readers.remove();
            Entry entry = first.head;
            if (first.advance()) {
                readers.add(first);
            }
            player.play(entry.time, Json.read(entry.json, entry.kind.type));
        }
    }

    /** Is handed the records. */
    interface Player {
        void play(Instant time, Event record);
    }

    @Override
    public void close() {
        file.close();
    }
}
