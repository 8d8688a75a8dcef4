package io.stopcause.analyzer.stream;

import io.stopcause.model.Ids;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What has been published for a scope, so that only changes go out and no question is asked twice.
 *
 * @param hashes by topic and key
 */
record Published(NavigableMap<String, String> hashes) {

    static final Published NOTHING = new Published(new TreeMap<>());

    Published {
        hashes = Collections.unmodifiableNavigableMap(new TreeMap<>(hashes));
    }

    /** What has to go out now, and what is published then. */
    record Change(Map<String, Document> documents, Published after) {}

    Change change(Map<String, Document> now) {
        NavigableMap<String, String> after = new TreeMap<>();
        Map<String, Document> changed = new TreeMap<>();
        now.forEach((id, document) -> {
            String hash = Ids.of(document.json());
            after.put(id, hash);
            if (!hash.equals(hashes.get(id))) {
                changed.put(id, document);
            }
        });
        hashes.forEach((id, hash) -> {
            if (!now.containsKey(id)) {
                gone(id, hash, after, changed);
            }
        });
        return new Change(changed, new Published(after));
    }

    /** A question stays asked; any other document that no longer follows from the facts is taken back. */
    private static void gone(String id, String hash, Map<String, String> after, Map<String, Document> changed) {
        String topic = id.substring(0, id.indexOf('|'));
        Document taken = new Document(topic, id.substring(id.indexOf('|') + 1), "");
        if (taken.isQuestion()) {
            after.put(id, hash);
        } else {
            changed.put(id, taken);
        }
    }
}
