package io.stopcause.notifier.receiver;

import java.util.List;
import java.util.Optional;

/** The other side of a receiver, in each of its moods. */
public interface Peer extends AutoCloseable {

    /** Takes what it gets. */
    Receiver willing();

    /** Says that it is too busy; empty where the other side cannot say so. */
    Optional<Receiver> busy();

    /** Says no; empty where the other side cannot. */
    Optional<Receiver> refusing();

    /** Nobody is there. */
    Receiver absent();

    /** What the willing one got, as a person or machine there reads it, the oldest first. */
    List<String> received();

    /** All that reached the willing one, decoded but whole; the same as {@link #received} where nothing is left out. */
    default List<String> raw() {
        return received();
    }

    /** What must never stand in it. */
    List<String> forbidden();

    /** Secrets of the configuration, which no reason may repeat. */
    List<String> secrets();

    @Override
    void close();
}
