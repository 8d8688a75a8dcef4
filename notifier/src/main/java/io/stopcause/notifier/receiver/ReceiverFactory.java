package io.stopcause.notifier.receiver;

import java.util.List;

/** The configuration of one kind of receiver, which can open it. */
public interface ReceiverFactory {

    /** All that is wrong with it, paths relative to its own block; reads files that hold secrets, and no more. */
    List<ConfigProblem> problems(Secrets secrets);

    /**
     * The receiver, not yet connected.
     *
     * @throws IllegalStateException if {@link #problems} would report any
     */
    Receiver open(Surroundings surroundings);
}
