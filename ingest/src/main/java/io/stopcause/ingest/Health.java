package io.stopcause.ingest;

/**
 * How a source fares, in words for a person.
 *
 * @param source the source's name
 * @param state whether it reads
 * @param words what it does, or what is wrong and what to do about it
 */
public record Health(String source, State state, String words) {

    /** Whether a source reads. */
    public enum State {
        /** Not started, or no round is complete yet. */
        STARTING,
        READING,
        /** Reads in part or not at all, and tries again by itself. */
        FAILING,
        /** Reads no more. */
        STOPPED
    }
}
