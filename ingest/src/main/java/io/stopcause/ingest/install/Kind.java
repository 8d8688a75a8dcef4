package io.stopcause.ingest.install;

/** The kinds of things that an installation is made of, in the order in which they need each other. */
public enum Kind {
    QUEUE("queue"),
    EVENT_RULE("EventBridge rule"),
    STREAM("Kinesis stream"),
    ROLE("role"),
    /** Of a log group, whose name is its own. */
    FILTER("subscription of");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** For a person, before the name. */
    public String words() {
        return words;
    }
}
