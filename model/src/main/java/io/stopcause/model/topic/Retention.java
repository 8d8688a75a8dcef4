package io.stopcause.model.topic;

/** How long a topic keeps its records. */
public enum Retention {
    /** For as long as the cluster keeps records by default; by Kafka's own default 7 days. */
    BY_TIME,
    /** The newest record of each key for ever, older ones until they are compacted. */
    NEWEST_OF_KEY,
    /** All records for ever: who reads them needs the whole history, not only the newest of each key. */
    EVERYTHING
}
