package io.stopcause.console.timeline;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of marks that a {@link io.stopcause.model.ServiceHistory} names, in the order of their lanes. */
public enum MarkKind {
    DEPLOYMENT("Deployments"),
    SERVICE("Service messages"),
    INSTANCE("Instances"),
    API("API calls"),
    LOG("Log lines"),
    ANSWER("Checks"),
    OTHER("Other");

    private final String label;

    MarkKind(String label) {
        this.label = label;
    }

    /** What a kind is called in the history; a name that is not known here is drawn among {@link #OTHER}. */
    public static MarkKind of(String wire) {
        return Arrays.stream(values())
                .filter(kind -> kind.wire().equals(wire))
                .findFirst()
                .orElse(OTHER);
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }
}
