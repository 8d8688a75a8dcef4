package io.stopcause.ingest.check.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * What an image is built for, in the words of the OCI image specification.
 *
 * @param system such as {@code linux}
 * @param processor such as {@code arm64}
 * @param variant such as {@code v7}; empty where it is not said
 */
record Platform(String system, String processor, String variant) {

    /** Empty where a part is missing. */
    static Optional<Platform> of(JsonNode node) {
        String system = node.path("os").asText().toLowerCase(Locale.ROOT);
        String processor = node.path("architecture").asText().toLowerCase(Locale.ROOT);
        return system.isEmpty() || processor.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Platform(system, processor, node.path("variant").asText()));
    }

    /** Reads {@code linux/arm64}, {@code linux/arm/v7} or {@code windows(10.0.20348)/amd64}. */
    static Optional<Platform> parse(String text) {
        String[] parts =
                text.toLowerCase(Locale.ROOT).replaceAll("\\([^)]*\\)", "").split("/", 3);
        return parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()
                ? Optional.empty()
                : Optional.of(new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : ""));
    }

    /** Whether it runs on the host; variants count only where both say theirs. */
    boolean runsOn(Platform host) {
        return system.equals(host.system)
                && processor.equals(host.processor)
                && (variant.isEmpty() || host.variant.isEmpty() || variant.equals(host.variant));
    }

    String words() {
        return system + "/" + processor + (variant.isEmpty() ? "" : "/" + variant);
    }
}
