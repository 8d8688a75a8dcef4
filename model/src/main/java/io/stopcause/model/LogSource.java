package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * A log stream of CloudWatch Logs, or a file that stands for one.
 *
 * @param account twelve digits, or empty where the input does not say
 * @param region such as {@code eu-west-1}, or empty
 * @param group log group, or the file's name
 * @param stream log stream, or empty
 * @param surface whose log it is: an application's or the ECS agent's
 */
public record LogSource(String account, String region, String group, String stream, Surface surface) {

    /** The same stream, as a log of this kind. */
    public LogSource on(Surface other) {
        return other == surface ? this : new LogSource(account, region, group, stream, other);
    }

    /** The task and container that write the stream, where its name tells. */
    @JsonIgnore
    public Optional<TaskLog> taskLog() {
        return TaskLog.ofStream(stream);
    }
}
