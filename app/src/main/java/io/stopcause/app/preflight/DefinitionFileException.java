package io.stopcause.app.preflight;

/** A file in which no task definition can be found; the message names the file, the line and what is wrong. */
public final class DefinitionFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DefinitionFileException(String message) {
        super(message);
    }
}
