package io.stopcause.ingest.format;

import java.io.IOException;
import java.util.Optional;

/** Content in pieces. Not safe for use by several threads. */
interface Chunks {

    /**
     * The next piece; empty at the end.
     *
     * @throws IOException if the content breaks off; the pieces before it have all been handed out by then
     */
    Optional<Scanned> next() throws IOException;
}
