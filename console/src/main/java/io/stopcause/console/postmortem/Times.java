package io.stopcause.console.postmortem;

import io.stopcause.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What can be measured on an incident, in event time.
 *
 * @param firstSign the first record that belongs to it
 * @param opened when the cause could be told
 * @param resolved absent while it lasts
 * @param toOpen from the first sign until the cause could be told
 * @param lasted from the first sign until it was resolved
 */
public record Times(
        Instant firstSign, Instant opened, Optional<Instant> resolved, Duration toOpen, Optional<Duration> lasted) {

    static Times of(Incident.Life life) {
        // ECS rounds some times to whole seconds, so what came first may carry the later time
        Instant first = life.firstSeen().isAfter(life.openedAt()) ? life.openedAt() : life.firstSeen();
        return new Times(
                first,
                life.openedAt(),
                life.resolvedAt(),
                Duration.between(first, life.openedAt()),
                life.resolvedAt().map(end -> Duration.between(first, end)));
    }
}
