package io.stopcause.analyzer.ending;

import java.util.Arrays;
import java.util.Optional;

/**
 * Who ended a task, as ECS codes it. The values are those of the {@code stopCode} of the ECS API; others may come and mean
 * nothing here. A code alone decides nothing: a failed health check arrives as the scheduler's.
 */
public enum StopCode {
    TASK_FAILED_TO_START("TaskFailedToStart", false, "the task never got to run"),
    ESSENTIAL_CONTAINER_EXITED("EssentialContainerExited", false, "an essential container ended, and the task with it"),
    USER_INITIATED("UserInitiated", true, "somebody called StopTask"),
    SERVICE_SCHEDULER_INITIATED("ServiceSchedulerInitiated", true, "the service stopped it"),
    SPOT_INTERRUPTION("SpotInterruption", true, "AWS took the Spot capacity back"),
    TERMINATION_NOTICE("TerminationNotice", true, "the host is about to end"),
    INFRASTRUCTURE_HEALTH("InfrastructureHealth", true, "the host is no longer healthy");

    private final String wire;
    private final boolean ordered;
    private final String words;

    StopCode(String wire, boolean ordered, String words) {
        this.wire = wire;
        this.ordered = ordered;
        this.words = words;
    }

    /** The code of that name; empty for one that is not known. */
    public static Optional<StopCode> of(String wire) {
        return Arrays.stream(values()).filter(code -> code.wire.equals(wire)).findFirst();
    }

    /** Whether an order came first and the containers ended of it. */
    public boolean isOrdered() {
        return ordered;
    }

    public String words() {
        return wire + ": " + words;
    }
}
