package io.stopcause.ingest.backfill;

/** Nothing of an account can be read; the message says why, for a person. */
public final class DownloadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
