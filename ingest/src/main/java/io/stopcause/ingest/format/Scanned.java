package io.stopcause.ingest.format;

import java.util.List;

/**
 * A piece of content with what was found out about it.
 *
 * @param stretches what in it nobody needs to decode, in its order
 */
record Scanned(Chunk chunk, List<Stretch> stretches) {

    Scanned {
        stretches = List.copyOf(stretches);
    }
}
