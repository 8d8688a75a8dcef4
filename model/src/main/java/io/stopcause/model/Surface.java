package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a text stood. The same words mean different things in a log and in a stop reason. */
public enum Surface {
    TASK_STOPPED_REASON("task.stoppedReason"),
    CONTAINER_REASON("container.reason"),
    SERVICE_EVENT("service.event"),
    DEPLOYMENT_EVENT("deployment.event"),
    INSTANCE_EVENT("instance.event"),
    API_ERROR("api.error"),
    APP_LOG("app.log"),
    AGENT_LOG("agent.log");

    private final String wire;

    Surface(String wire) {
        this.wire = wire;
    }

    /** The name in rules, in {@code explain --jsonl} and in documents. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** Whether a text that stood there is lines of a log, each of which may speak for itself. */
    public boolean isLog() {
        return this == APP_LOG || this == AGENT_LOG;
    }

    /** The surface of that name, if it is one. */
    public static Optional<Surface> find(String wire) {
        return Arrays.stream(values())
                .filter(surface -> surface.wire.equals(wire))
                .findFirst();
    }

    /**
     * The surface of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    @JsonCreator
    public static Surface of(String wire) {
        return find(wire)
                .orElseThrow(() -> new IllegalArgumentException("unknown surface '" + wire + "'; one of "
                        + Arrays.stream(values()).map(Surface::wire).collect(Collectors.joining(", "))));
    }
}
