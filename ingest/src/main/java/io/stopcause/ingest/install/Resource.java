package io.stopcause.ingest.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that an installation needs.
 *
 * @param kind what it is
 * @param name within its kind, the account and the Region; of a {@link Kind#FILTER} the log group's name
 * @param arn where others find it
 * @param settings what it must be like, under AWS's own names; what is not named here is left as it is
 */
public record Resource(Kind kind, String name, String arn, SortedMap<String, JsonNode> settings) {

    public Resource {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    static Resource of(Kind kind, String name, String arn, Map<String, JsonNode> settings) {
        return new Resource(kind, name, arn, new TreeMap<>(settings));
    }

    /** For a person. */
    public String words() {
        return kind.words() + " " + name;
    }

    /**
     * One setting.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public JsonNode setting(String setting) {
        JsonNode value = settings.get(setting);
        if (value == null) {
            throw new IllegalArgumentException(words() + " has no setting " + setting);
        }
        return value;
    }
}
