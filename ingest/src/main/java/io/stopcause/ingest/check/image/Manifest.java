package io.stopcause.ingest.check.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a registry says of an image, in Docker's or OCI's words. */
sealed interface Manifest {

    /** The types that can be read; registries convert to others where these are not asked for. */
    List<String> TYPES = List.of(
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    Set<String> LISTS = Set.of(TYPES.get(0), TYPES.get(1));

    /** One image for each of several platforms. */
    record Index(List<Entry> entries) implements Manifest {
        public Index {
            entries = List.copyOf(entries);
        }
    }

    /**
     * An image of an index.
     *
     * @param platform absent where the index does not say it
     */
    record Entry(String digest, Optional<Platform> platform) {}

    /** One image; its configuration says what it is built for. */
    record Single(String configuration) implements Manifest {}

    /**
     * Reads it.
     *
     * @param type the media type that the registry names; the document's own counts first
     * @throws NotSeenException if it is no JSON, or of a type that is not known
     */
    static Manifest read(String json, String type) {
        JsonNode node = tree(json);
        String own = node.path("mediaType").asText();
        String known = own.isEmpty() ? type.split(";", 2)[0].strip() : own;
        if (LISTS.contains(known) || (known.isEmpty() && node.path("manifests").isArray())) {
            return new Index(entries(node));
        }
        String configuration = node.path("config").path("digest").asText();
        if ((TYPES.contains(known) || known.isEmpty()) && !configuration.isEmpty()) {
            return new Single(configuration);
        }
        throw new NotSeenException("The registry's manifest is of a type that stopcause cannot read"
                + (known.isEmpty() ? "" : " (" + known + ")") + ".");
    }

    private static List<Entry> entries(JsonNode index) {
        List<Entry> entries = new ArrayList<>();
        index.path("manifests").forEach(node -> {
            Optional<Platform> platform = Platform.of(node.path("platform"));
            if (!isAttestation(node, platform)) {
                entries.add(new Entry(node.path("digest").asText(), platform));
            }
        });
        return entries;
    }

    /** Builders put signed statements about an image beside it, for no platform or for an unknown one. */
    private static boolean isAttestation(JsonNode entry, Optional<Platform> platform) {
        return entry.path("annotations").has("vnd.docker.reference.type")
                || platform.filter(each -> each.system().equals("unknown")).isPresent();
    }

    static JsonNode tree(String json) {
        try {
            JsonNode node = Json.mapper().readTree(json);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new NotSeenException("What the registry answered is no manifest.", e);
        }
        throw new NotSeenException("What the registry answered is no manifest.");
    }
}
