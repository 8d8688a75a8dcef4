package io.stopcause.app.assembly;

/** What a process does. One may do all; many may share a role. */
public enum Role {
    /** Reads AWS and writes what it reads to Kafka. */
    INGEST,
    /** Works out what failed. */
    ANALYZE,
    /** Tells people. */
    NOTIFY,
    /** Serves the live page. */
    CONSOLE
}
