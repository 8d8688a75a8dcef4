package io.stopcause.app.dryrun;

import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Records that were read in any order and are played in the order of their times. They lie in a file that is gone when
 * this is closed; memory holds only where each one stands. For one thread.
 */
final class RecordFile implements AutoCloseable {

    private static final Comparator<Entry> BY_TIME =
            Comparator.comparing(Entry::time).thenComparing(Entry::offset);

    private final Path file;
    private final OutputStream out;
    private final List<Entry> entries = new ArrayList<>();
    private long written;
    private boolean sorted = true;

    private record Entry(Instant time, long offset, int length, Kind kind) {}

    private enum Kind {
        EVENT(AwsEvent.class),
        LINES(LogBatch.class),
        ANSWER(Answer.class);

        private final Class<? extends Event> type;

        Kind(Class<? extends Event> type) {
            this.type = type;
        }
    }

    private RecordFile(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * An empty one.
     *
     * @throws UncheckedIOException if there is no place for temporary files
     */
    static RecordFile open() {
        try {
            Path file = Files.createTempFile("stopcause-", ".records");
            return new RecordFile(file, new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        byte[] bytes = Json.writeBytes(record);
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sorted &= entries.isEmpty()
                || !time.isBefore(entries.get(entries.size() - 1).time());
        entries.add(new Entry(time, written, bytes.length, kind));
        written += bytes.length;
    }

    int size() {
        return entries.size();
    }

    /** Hands on every record with its time, the earliest first; those of one time in the order of reading. */
    void play(Player player) {
        if (!sorted) {
            entries.sort(BY_TIME);
            sorted = true;
        }
        try {
            out.flush();
            try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
                for (Entry entry : entries) {
                    player.play(entry.time(), Json.read(bytes(in, entry), entry.kind().type));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Is handed the records. */
    interface Player {
        void play(Instant time, Event record);
    }

    private static byte[] bytes(FileChannel in, Entry entry) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(entry.length());
        while (bytes.hasRemaining()) {
            if (in.read(bytes, entry.offset() + bytes.position()) < 0) {
                throw new IOException("a temporary file has become shorter");
            }
        }
        return bytes.array();
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
