package io.stopcause.app.accuracy;

/** Labelled texts cannot be used; the message names file, line and what is wrong. */
public final class LabelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LabelException(String message) {
        super(message);
    }
}
