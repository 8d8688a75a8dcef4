package io.stopcause.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The container of a task that writes a log stream, read from the stream's name.
 *
 * <p>The awslogs driver names streams {@code prefix/container/task-id} (the prefix may hold slashes, so it is split
 * from the right); FireLens with Fluent Bit names them {@code <prefix><container>-firelens-<task-id>}.
 *
 * @param taskId 32 hexadecimal digits, or an old-style UUID
 * @param container name in the task definition; with FireLens the router's prefix is glued before it
 */
public record TaskLog(String taskId, String container) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String FIRELENS = "-firelens-";

    static Optional<TaskLog> ofStream(String stream) {
        int firelens = stream.lastIndexOf(FIRELENS);
        if (firelens >= 0) {
            return of(stream.substring(firelens + FIRELENS.length()), stream.substring(0, firelens));
        }
        int slash = stream.lastIndexOf('/');
        if (slash <= 0) {
            return Optional.empty();
        }
        String before = stream.substring(0, slash);
        return of(stream.substring(slash + 1), before.substring(before.lastIndexOf('/') + 1));
    }

    private static Optional<TaskLog> of(String id, String container) {
        return ID.matcher(id).matches() ? Optional.of(new TaskLog(id, container)) : Optional.empty();
    }
}
