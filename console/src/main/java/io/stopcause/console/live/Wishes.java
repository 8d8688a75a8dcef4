package io.stopcause.console.live;

import io.stopcause.model.Incident;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What people want of an incident, from the page. Safe for several threads; returns when it is written down, so that
 * nobody is told that it was heard when it was not.
 */
public interface Wishes {

    /** Nobody listens: every wish is refused. */
    Wishes NONE = new Wishes() {
        @Override
        public void acknowledge(Incident incident, String author, String reason) {
            throw new RefusedException("this page takes no wishes");
        }

        @Override
        public void silence(Incident incident, Duration length, String author, String reason) {
            throw new RefusedException("this page takes no wishes");
        }

        @Override
        public void correct(Incident incident, Optional<String> cause, String author) {
            throw new RefusedException("this page takes no wishes");
        }

        @Override
        public List<String> causes() {
            return List.of();
        }
    };

    /** A wish that could not be taken; the message can be shown to who had it. */
    final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        public RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Somebody works on it.
     *
     * @throws RefusedException if it could not be written down
     */
    void acknowledge(Incident incident, String author, String reason);

    /**
     * Nothing is to be said about it for so long.
     *
     * @throws RefusedException if it could not be written down
     */
    void silence(Incident incident, Duration length, String author, String reason);

    /**
     * The cause is not the one that is claimed.
     *
     * @param cause what it was, where they know
     * @throws RefusedException if it could not be written down, or there is no such cause
     */
    void correct(Incident incident, Optional<String> cause, String author);

    /** The causes that there are. */
    List<String> causes();
}
