package io.stopcause.app.assembly;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Evidence;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Texts whose cause people have corrected, one JSON object a line, as {@code rules accuracy} reads them: what is measured
 * against them gets better where it was wrong. Thread-safe.
 */
final class Corpus {

    private final Path file;

    Corpus(Path file) {
        this.file = file;
    }

    /**
     * Keeps the text that decided an incident with the cause that it had.
     *
     * @return whether there was a text; a cause that fields or a count decided has none
     * @throws IOException if it cannot be written
     */
    synchronized boolean keep(Incident incident, String cause, String author, Instant time) throws IOException {
        Optional<Evidence.Item> decisive = incident.diagnosis().evidence().supporting().stream()
                .filter(item -> surface(item).isPresent())
                .findFirst();
        if (decisive.isEmpty()) {
            return false;
        }
        ObjectNode row = Json.mapper().createObjectNode();
        row.put("id", "incident-" + incident.id() + "-" + Ids.of(author, time.toString()));
        row.put("surface", decisive.flatMap(Corpus::surface).orElseThrow().wire());
        row.put("text", decisive.get().text());
        row.putArray("causes").add(cause);
        row.put("claimed", incident.diagnosis().cause());
        row.put("rule", incident.diagnosis().origin().rule());
        row.put("author", author);
        row.put("time", time.toString());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, Json.write(row) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return true;
    }

    private static Optional<Surface> surface(Evidence.Item item) {
        return Arrays.stream(Surface.values())
                .filter(surface -> surface.wire().equals(item.source()))
                .findFirst();
    }
}
