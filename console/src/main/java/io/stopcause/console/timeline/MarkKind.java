package io.stopcause.console.timeline;

import io.stopcause.model.ServiceHistory.Mark;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The kinds of marks that a {@link io.stopcause.model.ServiceHistory} names, in the order of their lanes. */
public enum MarkKind {
    DEPLOYMENT("Deployments"),
    HEALTH("Health"),
    SERVICE("Service messages"),
    INSTANCE("Instances"),
    API("API calls"),
    LOG("Log lines"),
    ANSWER("Checks"),
    NOTIFICATION("Notifications"),
    ACKNOWLEDGEMENT("People"),
    OTHER("Other");

    /** In these words ECS speaks of load balancers' targets and of containers' health checks. */
    private static final Pattern HEALTH_WORDS =
            Pattern.compile("health|target[- ]?group|registered \\d+ (?:target|instance)", Pattern.CASE_INSENSITIVE);

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

    /** The lane of a mark: what a service says of health has a lane of its own. */
    public static MarkKind of(Mark mark) {
        MarkKind kind = of(mark.kind());
        return kind == SERVICE && speaksOfHealth(mark.text()) ? HEALTH : kind;
    }

    /** Whether a reason or message is about a load balancer's or a container's health check. */
    public static boolean speaksOfHealth(String text) {
        return HEALTH_WORDS.matcher(text).find();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }
}
