package io.stopcause.ingest.file;

/** A path to read does not exist; the message names it and the nearest that does, one line for each. */
public final class MissingInputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissingInputException(String message) {
        super(message);
    }
}
