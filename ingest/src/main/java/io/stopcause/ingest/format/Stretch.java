package io.stopcause.ingest.format;

import java.time.Instant;

/**
 * Quiet and blank lines of a text, one behind the other.
 *
 * @param chunk where they stand
 * @param from where they begin in it
 * @param to where they end, their last line's end included
 * @param lines how many lines that are not blank
 * @param blanks how many blank lines
 * @param times when they were written
 */
record Stretch(Chunk chunk, int from, int to, int lines, int blanks, Clocking times) {

    /**
     * The times of the lines that are not blank, in nanoseconds since the epoch.
     *
     * @param told whether the first of these lines tells its time; otherwise none does
     * @param first the earliest, if told
     * @param last the latest, if told
     * @param end that of the last line, if told
     * @param newest where the hindmost line of the latest time begins in the chunk
     * @param newestLine its number in the stretch, from 0, blank lines counted
     */
    record Clocking(boolean told, long first, long last, long end, int newest, int newestLine) {

        private static final long SECOND = 1_000_000_000L;

        Instant firstTime() {
            return time(first);
        }

        Instant lastTime() {
            return time(last);
        }

        Instant endTime() {
            return time(end);
        }

        private static Instant time(long nanos) {
            return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
        }
    }

    /** Where it begins in the whole content. */
    long offset() {
        return chunk.offset() + from;
    }

    int allLines() {
        return lines + blanks;
    }
}
