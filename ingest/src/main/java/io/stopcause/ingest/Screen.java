package io.stopcause.ingest;

/** Tells which lines of a plain text a {@link Sink} has a use for, before they are decoded. Safe for several threads. */
public interface Screen {

    /**
     * Places that want a closer look, in ascending order. A line that holds none of them is quiet: the sink has no use
     * for its words, only for its being there and for its time. A line with bytes beyond ASCII, with control characters
     * other than tabs and its end, or with backslashes holds one.
     *
     * @param text whole lines from {@code from} to {@code to}, each with its end
     */
    int[] suspects(byte[] text, int from, int to);

    /** The closer look: whether a line is quiet after all. */
    boolean isQuiet(String line);
}
