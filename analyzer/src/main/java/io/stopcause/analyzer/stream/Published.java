package io.stopcause.analyzer.stream;

import io.stopcause.analyzer.incident.Changes;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.topic.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What has been published for a scope, so that only changes go out and no question is asked twice.
 *
 * @param hashes of the documents, by topic and key
 * @param incidents as published, as JSON, by the same
 */
record Published(NavigableMap<String, String> hashes, NavigableMap<String, String> incidents) {

    static final Published NOTHING = new Published(new TreeMap<>(), new TreeMap<>());

    Published {
        hashes = Collections.unmodifiableNavigableMap(new TreeMap<>(hashes));
        incidents = Collections.unmodifiableNavigableMap(new TreeMap<>(incidents));
    }

    /** What has to go out now, in order, and what is published then. */
    record Change(List<Document> documents, Published after) {}

    Change change(Map<String, Document> now) {
        NavigableMap<String, String> after = new TreeMap<>();
        NavigableMap<String, String> open = new TreeMap<>();
        List<Document> changed = new ArrayList<>();
        now.forEach((id, document) -> {
            String hash = Ids.of(document.json());
            after.put(id, hash);
            if (document.topic().equals(Topics.INCIDENTS.name())) {
                open.put(id, document.json());
            }
            if (!hash.equals(hashes.get(id))) {
                changed.add(document);
            }
        });
        hashes.forEach((id, hash) -> {
            if (!now.containsKey(id)) {
                gone(id, hash, after, changed);
            }
        });
        return new Change(changed, new Published(after, open));
    }

    /** A question stays asked; any other document that no longer follows from the facts is taken back. */
    private void gone(String id, String hash, Map<String, String> after, List<Document> changed) {
        String topic = id.substring(0, id.indexOf('|'));
        Document deleted = new Document(topic, id.substring(id.indexOf('|') + 1), "");
        if (deleted.isQuestion()) {
            after.put(id, hash);
            return;
        }
        Optional.ofNullable(incidents.get(id))
                .map(json -> takenBack(Json.read(json, Incident.class)))
                .ifPresent(last -> changed.add(new Document(topic, last.id(), Json.write(last))));
        changed.add(deleted);
    }

    /** Whoever was told of it has to hear that it is over. */
    private static Incident takenBack(Incident incident) {
        return incident.with(incident.life().over(incident.life().lastSeen(), Changes.TAKEN_BACK));
    }
}
