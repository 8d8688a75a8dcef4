package io.stopcause.ingest.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands in the account where a resource should be. Nothing standing there is said by its absence. */
public sealed interface Found {

    /**
     * It bears the installation's tag.
     *
     * @param settings those that it has, under the model's names
     */
    record Ours(SortedMap<String, JsonNode> settings) implements Found {
        public Ours {
            settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        }
    }

    /**
     * Somebody else's, or the place is full; never changed.
     *
     * @param words what is there, for a person
     */
    record Foreign(String words) implements Found {}
}
