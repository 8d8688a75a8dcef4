package io.stopcause.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Content as it comes, with nothing found out about it. */
final class PlainChunks implements Chunks {

    private static final int SIZE = 1 << 16;

    private final InputStream in;
    private long offset;

    PlainChunks(InputStream in) {
        this.in = in;
    }

    @Override
    public Optional<Scanned> next() throws IOException {
        byte[] bytes = new byte[SIZE];
        int read = in.read(bytes);
        if (read < 0) {
            return Optional.empty();
        }
        offset += read;
        return Optional.of(new Scanned(new Chunk(bytes, read, offset - read), List.of()));
    }
}
