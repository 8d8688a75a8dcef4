package io.stopcause.analyzer.ending;

/** Who sent SIGKILL. The names stand in the field {@code killedBy} of a container, for patterns of rules. */
public enum Killer {
    MEMORY("memory"),
    STOP_TIMEOUT("stop-timeout"),
    HEALTH_CHECK("health-check"),
    HOST("host"),
    SPOT("spot"),
    UNKNOWN("unknown");

    private final String wire;

    Killer(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
