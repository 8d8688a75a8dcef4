package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What events must have in common to be correlated. */
public enum By {
    /** One log of one container. */
    @JsonProperty("container")
    CONTAINER,
    /** One task: all its logs and its own state. */
    @JsonProperty("task")
    TASK,
    /** The resource that an event is about: a service, a container instance, a task. */
    @JsonProperty("resource")
    RESOURCE,
    /** One service; what belongs to no service is left out. */
    @JsonProperty("service")
    SERVICE,
    /** One service, or the family or log group of what belongs to none. */
    @JsonProperty("scope")
    SCOPE;

    /** Whether one task's story holds all that is needed. */
    public boolean isOneTask() {
        return this == CONTAINER || this == TASK;
    }
}
