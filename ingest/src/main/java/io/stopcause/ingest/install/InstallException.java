package io.stopcause.ingest.install;

/** The account cannot be read or changed as asked; the message is for the person who asked. */
public final class InstallException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InstallException(String message) {
        super(message);
    }

    public InstallException(String message, Throwable cause) {
        super(message, cause);
    }
}
