package io.stopcause.app.preflight;

import io.stopcause.analyzer.preflight.Flaw;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task definition, service or log group in a file, and what is wrong with it.
 *
 * @param what {@code task definition}, {@code service} or {@code log group}
 * @param name of it, or its address in the document
 * @param flaws with paths of the API
 * @param origins paths in the file by paths of the API; what stands below one that is given stands below its origin
 */
record Found(String what, String name, List<Flaw> flaws, Map<String, String> origins) {

    Found {
        flaws = List.copyOf(flaws);
        origins = Map.copyOf(origins);
    }

    /** Where in the file a path of the API stands. */
    String origin(String path) {
        for (String at = path; !at.isEmpty(); at = PlacedTree.parent(at)) {
            Optional<String> origin = Optional.ofNullable(origins.get(at));
            if (origin.isPresent()) {
                return origin.get() + path.substring(at.length());
            }
        }
        return path;
    }
}
