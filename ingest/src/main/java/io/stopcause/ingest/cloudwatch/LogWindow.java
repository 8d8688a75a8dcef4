package io.stopcause.ingest.cloudwatch;

import io.stopcause.model.Ids;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of one group.
 *
 * @param streams the only ones that are read; empty for all
 * @param to the first moment that no longer belongs to it
 */
record LogWindow(Group group, List<String> streams, Instant from, Instant to) {

    LogWindow {
        streams = List.copyOf(streams);
    }

    /** Where it lies when it is read; another file for any other window. */
    Path file(Path directory) {
        String readable = group.name().replaceAll("[^A-Za-z0-9_-]+", "_").replaceAll("^_", "");
        String id = Ids.of(group.checkpointName(), String.join(" ", streams), from.toString(), to.toString());
        return directory.resolve(
                readable + "-" + from.toString().replace(":", "") + "-" + id.substring(0, 8) + ".jsonl.gz");
    }

    /** Where it lies how many of its log events CloudWatch got in which minute. */
    Path counts(Path directory) {
        Path file = file(directory);
        return file.resolveSibling("." + file.getFileName().toString().replace(".jsonl.gz", ".minutes.json"));
    }

    /** For a person. */
    String place() {
        return group.name() + " from " + from + " to " + to;
    }
}
