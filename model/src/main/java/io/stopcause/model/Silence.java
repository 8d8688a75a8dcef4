package io.stopcause.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody's wish not to hear of some incidents for a while. Written again with an earlier end it is over.
 *
 * @param id stable; a silence that is written again replaces the one with the same id
 * @param matchers all must hold, in Alertmanager's syntax such as {@code service="nginx"}
 * @param startsAt from when
 * @param endsAt until when, exclusive
 * @param author who wants it
 * @param reason why, for those who wonder
 * @param remind the receiver that is told shortly before it ends, if something under it is still open then
 */
public record Silence(
        String id,
        List<String> matchers,
        Instant startsAt,
        Instant endsAt,
        String author,
        String reason,
        Optional<String> remind) {

    /** One of which nobody is reminded. */
    public Silence(String id, List<String> matchers, Instant startsAt, Instant endsAt, String author, String reason) {
        this(id, matchers, startsAt, endsAt, author, reason, Optional.empty());
    }

    public Silence {
        matchers = List.copyOf(matchers);
        if (matchers.isEmpty()) {
            throw new IllegalArgumentException("a silence without a matcher would mute everything");
        }
        if (endsAt.isBefore(startsAt)) {
            throw new IllegalArgumentException(
                    "a silence ends after it starts, not from " + startsAt + " to " + endsAt);
        }
    }

    /** Whether it holds at that time. */
    public boolean isActive(Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt);
    }

    /** The same, over by then; one that had not begun never begins. */
    public Silence endingAt(Instant at) {
        Instant end = at.isBefore(startsAt) ? startsAt : at.isBefore(endsAt) ? at : endsAt;
        return new Silence(id, matchers, startsAt, end, author, reason, remind);
    }
}
