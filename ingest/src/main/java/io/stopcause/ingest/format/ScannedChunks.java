package io.stopcause.ingest.format;

import io.stopcause.ingest.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Content in pieces of whole lines, which other threads have scanned by the time they are asked for. Reads ahead as far
 * as keeps these busy.
 */
final class ScannedChunks implements Chunks {

    private static final int SIZE = 1 << 18;
    private static final int AHEAD = 4 * Runtime.getRuntime().availableProcessors();

    private final InputStream in;
    private final Screen screen;
    private final Executor scanners;
    private final Deque<CompletableFuture<Scanned>> ahead = new ArrayDeque<>();
    private byte[] begun = {};
    private long offset;
    private boolean ended;
    private Optional<IOException> failure = Optional.empty();

    /** @param scanners run the scans; they may be shared */
    ScannedChunks(InputStream in, Screen screen, Executor scanners) {
        this.in = in;
        this.screen = screen;
        this.scanners = scanners;
    }

    @Override
    public Optional<Scanned> next() throws IOException {
        while (!ended && ahead.size() < AHEAD) {
            read();
        }
        CompletableFuture<Scanned> first = ahead.poll();
        if (first != null) {
            return Optional.of(join(first));
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return Optional.empty();
    }

    private static Scanned join(CompletableFuture<Scanned> chunk) {
        try {
            return chunk.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Reads one piece, up to its last line's end; what comes behind that begins the next one. */
    private void read() {
        byte[] bytes = new byte[SIZE];
        System.arraycopy(begun, 0, bytes, 0, begun.length);
        int length = begun.length;
        try {
            int read = in.read(bytes, length, SIZE - length);
            while (read >= 0 && length + read < SIZE) {
                length += read;
                read = in.read(bytes, length, SIZE - length);
            }
            length += Math.max(read, 0);
            ended = read < 0;
        } catch (IOException e) {
            failure = Optional.of(e);
            ended = true;
        }
        int whole = ended ? length : wholeLines(bytes, length);
        begun = Arrays.copyOfRange(bytes, whole, length);
        if (whole > 0) {
            submit(bytes, whole);
        }
    }

    private static int wholeLines(byte[] bytes, int length) {
        int whole = length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        return whole == 0 ? length : whole;
    }

    private void submit(byte[] bytes, int length) {
        Chunk chunk = new Chunk(bytes, length, offset);
        offset += length;
        ahead.add(CompletableFuture.supplyAsync(() -> LineScan.of(chunk, screen), scanners));
    }
}
