package io.stopcause.model;

/** JSON that cannot be read; the message tells what and where. */
public final class JsonReadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public JsonReadException(String message, Throwable cause) {
        super(message, cause);
    }
}
