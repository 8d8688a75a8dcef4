package io.stopcause.app.demo;

/** A part of the pipeline has failed; the message says which and how. */
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DemoException(String message) {
        super(message);
    }
}
