package io.stopcause.app.accuracy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.rule.Causes;
import io.stopcause.model.Json;
import io.stopcause.model.Nearest;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads labelled texts: one JSON object a line, {@code {"id","surface","text","causes"}}; further fields are let be. */
public final class LabelledFiles {

    private static final String CAUSES = "causes";

    private final Set<String> known = Causes.all().keySet();
    private final Set<String> ids = new HashSet<>();
    private final List<LabelledText> texts = new ArrayList<>();

    private LabelledFiles() {}

    /**
     * All texts of the files, in their order; a directory stands for its {@code .jsonl} files.
     *
     * @throws LabelException if a line is no labelled text, an id stands twice in one file, or there is no text at all
     * @throws IOException if a file cannot be read
     */
    public static List<LabelledText> read(List<Path> paths) throws IOException {
        LabelledFiles files = new LabelledFiles();
        for (Path path : paths) {
            for (Path file : files(path)) {
                files.read(file);
            }
        }
        if (files.texts.isEmpty()) {
            throw new LabelException("no labelled text in "
                    + String.join(", ", paths.stream().map(Path::toString).toList()));
        }
        return List.copyOf(files.texts);
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(entry -> entry.getFileName().toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private void read(Path file) throws IOException {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                texts.add(text(file, file + ":" + (i + 1), lines.get(i)));
            }
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new LabelException(file + ": holds bytes that are no UTF-8");
        }
    }

    private LabelledText text(Path file, String place, String line) {
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new LabelException(place + ": no JSON: " + Json.describe(e));
        }
        if (!(tree instanceof ObjectNode row)) {
            throw new LabelException(place + ": expected a JSON object but was " + tree.getNodeType());
        }
        String id = string(place, row, "id");
        if (!ids.add(file + "\n" + id)) {
            throw new LabelException(place + ": id '" + id + "' stands twice");
        }
        return new LabelledText(
                file.getFileName().toString().replaceFirst("\\.jsonl$", ""),
                id,
                surface(place, string(place, row, "surface")),
                string(place, row, "text"),
                causes(place, row));
    }

    private static String string(String place, ObjectNode row, String field) {
        if (!row.path(field).isTextual()) {
            throw new LabelException(place + ": '" + field + "' must be a string but was "
                    + row.path(field).getNodeType());
        }
        return row.path(field).asText();
    }

    private static Surface surface(String place, String name) {
        try {
            return Surface.of(name);
        } catch (IllegalArgumentException e) {
            throw new LabelException(place + ": " + e.getMessage());
        }
    }

    /** A text without causes is one where nothing is wrong; a misspelt field must not make it one. */
    private List<String> causes(String place, ObjectNode row) {
        if (!row.has(CAUSES)) {
            row.fieldNames().forEachRemaining(name -> {
                if (Nearest.to(name, Set.of(CAUSES)).isPresent()) {
                    throw new LabelException(place + ": " + Nearest.unknown("field", name, Set.of(CAUSES)));
                }
            });
            return List.of();
        }
        if (!row.path(CAUSES).isArray()) {
            throw new LabelException(place + ": 'causes' must be an array but was "
                    + row.path(CAUSES).getNodeType());
        }
        List<String> causes = new ArrayList<>();
        for (JsonNode cause : row.path(CAUSES)) {
            if (!known.contains(cause.asText())) {
                throw new LabelException(place + ": " + Nearest.unknown("cause", cause.asText(), known));
            }
            causes.add(cause.asText());
        }
        return causes;
    }
}
