package io.stopcause.app.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Bytes that memory has no room for: written one behind the other, read from anywhere. They lie in a file in the
 * directory for temporary files ({@code java.io.tmpdir}) that has no name any more, so that nothing of it is left
 * however the process ends. For one thread.
 */
public final class Scratch implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    private Optional<FileChannel> file = Optional.empty();
    private final ByteBuffer waiting = ByteBuffer.allocate(BUFFER);
    private long written;

    /** The file itself, made when there is something to put into it. */
    private FileChannel file() throws IOException {
        FileChannel open = file.isPresent()
                ? file.get()
                : FileChannel.open(
                        Files.createTempFile("stopcause-", ".scratch"),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        file = Optional.of(open);
        return open;
    }

    /** How many bytes there are; the next ones are written there. */
    public long size() {
        return written + waiting.position();
    }

    /**
     * Writes behind the last.
     *
     * @throws UncheckedIOException if there is no room for temporary files
     */
    public void write(byte[] bytes) {
        try {
            if (bytes.length > waiting.remaining()) {
                flush();
            }
            if (bytes.length > waiting.capacity()) {
                written += all(ByteBuffer.wrap(bytes));
            } else {
                waiting.put(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no room for temporary files in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(),
                    e);
        }
    }

    private void flush() throws IOException {
        waiting.flip();
        written += all(waiting);
        waiting.clear();
    }

    private int all(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        for (long at = written; bytes.hasRemaining(); ) {
            at += file().write(bytes, at);
        }
        return length;
    }

    /**
     * Reads that many bytes.
     *
     * @throws UncheckedIOException if they are not there
     */
    public byte[] read(long offset, int length) {
        try {
            if (offset + length > written) {
                flush();
            }
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining()) {
                if (file().read(bytes, offset + bytes.position()) < 0) {
                    throw new IOException("a temporary file has become shorter");
                }
            }
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
