package io.stopcause.console.postmortem;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What can be measured on an incident, in event time.
 *
 * @param firstSign the first record that belongs to it
 * @param opened when the cause could be told, at the latest when somebody was told
 * @param notified when the first message about it went out; absent where none did, or nobody knows
 * @param acknowledged when somebody first looked after it
 * @param resolved absent while it lasts
 */
public record Times(
        Instant firstSign,
        Instant opened,
        Optional<Instant> notified,
        Optional<Instant> acknowledged,
        Optional<Instant> resolved) {

    /** @param told may be about other incidents too */
    static Times of(Incident incident, List<Told> told) {
        Incident.Life life = incident.life();
        Optional<Instant> notified = earliest(incident, told, Told.Kind.NOTIFICATION);
        // ECS rounds some times to whole seconds, so what came first may carry the later time
        Instant opened = notified.filter(life.openedAt()::isAfter).orElse(life.openedAt());
        Instant first = life.firstSeen().isAfter(opened) ? opened : life.firstSeen();
        return new Times(
                first, opened, notified, earliest(incident, told, Told.Kind.ACKNOWLEDGEMENT), life.resolvedAt());
    }

    private static Optional<Instant> earliest(Incident incident, List<Told> told, Told.Kind kind) {
        return told.stream()
                .filter(each -> each.kind() == kind && each.incidents().contains(incident.id()))
                .map(Told::time)
                .min(Comparator.naturalOrder());
    }

    /** From the first sign until the cause could be told. */
    @JsonProperty
    public Duration toOpen() {
        return Duration.between(firstSign, opened);
    }

    /** From the moment when the cause could be told until somebody was told. */
    @JsonProperty
    public Optional<Duration> toNotify() {
        return notified.map(at -> Duration.between(opened, at));
    }

    /** From the first message, or from the moment when there could have been one, until somebody looked after it. */
    @JsonProperty
    public Optional<Duration> toAcknowledge() {
        return acknowledged.map(at -> Duration.between(notified.orElse(opened), at));
    }

    /** From the first sign until it was resolved. */
    @JsonProperty
    public Optional<Duration> lasted() {
        return resolved.map(end -> Duration.between(firstSign, end));
    }
}
