package io.stopcause.ingest.install;

import java.util.List;

/**
 * What has to be done about one resource.
 *
 * @param verb what
 * @param resource about which
 * @param reasons why, each in words for a person; empty where the verb says all
 */
public record Change(Verb verb, Resource resource, List<String> reasons) {

    /** What can be the case with a resource. */
    public enum Verb {
        /** It is not there. */
        CREATE("create"),
        /** An install stopped halfway: something of it is missing. */
        COMPLETE("complete"),
        /** It is other than it should be; somebody changed it, or an older version made it. */
        DRIFT("correct"),
        /** It is as it should be. */
        KEEP("keep"),
        /** Its name is somebody else's: nothing can be installed under this name. */
        TAKEN("taken"),
        /** The log group cannot be subscribed, and is read by polling. */
        POLL("poll");

        private final String words;

        Verb(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Change {
        reasons = List.copyOf(reasons);
    }

    /** Whether something in the account would be changed. */
    public boolean changesAccount() {
        return verb == Verb.CREATE || verb == Verb.COMPLETE || verb == Verb.DRIFT;
    }
}
