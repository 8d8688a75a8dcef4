package io.stopcause.ingest.format;

import java.util.Optional;

/** Puts lines together to a {@link Stretch}. Not safe for use by several threads. */
final class StretchBuilder {

    private static final long MICROSECOND = 1000;

    private final int from;
    private int lines;
    private int blanks;
    private boolean told;
    private long first;
    private long last;
    private long end;
    private int newest;
    private int newestLine;

    StretchBuilder(int from) {
        this.from = from;
    }

    void blank() {
        blanks++;
    }

    /** Whether a line that tells its time cannot be taken in, because one stands there that tells none. */
    boolean tellsNoTime() {
        return lines > 0 && !told;
    }

    /**
     * Takes a line in.
     *
     * @param start where it begins
     * @param time which it tells, or {@link ByteStamp#NONE}
     */
    void line(int start, long time) {
        boolean tells = time != ByteStamp.NONE;
        told |= tells;
        if (told) {
            end = tells ? time : end + MICROSECOND;
            first = lines == 0 ? end : Math.min(first, end);
        }
        if (lines == 0 || !told || end >= last) {
            last = end;
            newest = start;
            newestLine = lines + blanks;
        }
        lines++;
    }

    Optional<Stretch> build(Chunk chunk, int to) {
        Stretch.Clocking times = new Stretch.Clocking(told, first, last, end, newest, newestLine);
        return lines + blanks == 0 ? Optional.empty() : Optional.of(new Stretch(chunk, from, to, lines, blanks, times));
    }
}
