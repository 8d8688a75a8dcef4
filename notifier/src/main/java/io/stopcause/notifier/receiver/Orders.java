package io.stopcause.notifier.receiver;

import io.stopcause.model.AwsEvent;
import java.time.Duration;

/**
 * What is asked for from the side of the receivers: by people, such as with a button, or by a canary. Safe for several threads; returns when it is written
 * down, so that nobody is told that it was heard when it was not.
 */
public interface Orders {

    /** Nobody listens: every order is refused. */
    Orders NONE = new Orders() {
        @Override
        public void acknowledge(String incident, String author) {
            throw new RefusedException("this stopcause takes no orders");
        }

        @Override
        public void silence(String incident, Duration length, String author) {
            throw new RefusedException("this stopcause takes no orders");
        }

        @Override
        public void correct(String incident, String author) {
            throw new RefusedException("this stopcause takes no orders");
        }

        @Override
        public void invent(AwsEvent event) {
            throw new RefusedException("this stopcause takes no orders");
        }
    };

    /** An order that could not be taken; the message can be shown to who gave it. */
    final class RefusedException extends RuntimeException {

        public RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Somebody works on it.
     *
     * @throws RefusedException if it could not be written down
     */
    void acknowledge(String incident, String author);

    /**
     * Nothing is to be said about it for so long.
     *
     * @throws RefusedException if it could not be written down
     */
    void silence(String incident, Duration length, String author);

    /**
     * The cause is not the one that the message names.
     *
     * @throws RefusedException if it could not be written down
     */
    void correct(String incident, String author);

    /**
     * An event that did not happen goes where the real ones go.
     *
     * @throws RefusedException if it could not be written down
     */
    void invent(AwsEvent event);
}
