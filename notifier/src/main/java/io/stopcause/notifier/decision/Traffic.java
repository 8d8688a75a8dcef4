package io.stopcause.notifier.decision;

import io.stopcause.model.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How many incidents one receiver was told of one by one of late; tells a storm. */
final class Traffic {

    /** A storm is over when for so many windows nobody was told one by one to the limit. */
    private static final int CALM_WINDOWS = 10;

    private final String receiver;
    private final Limit limit;
    private final Deque<Instant> openings = new ArrayDeque<>();
    private Optional<Instant> began = Optional.empty();
    private Instant lastFull = Instant.MIN;

    Traffic(String receiver, Limit limit) {
        this.receiver = receiver;
        this.limit = limit;
    }

    void add(Instant time) {
        openings.addLast(time);
        if (openings.size() > limit.count()) {
            openings.removeFirst();
        }
        if (isFull(time)) {
            Duration calm = limit.window().multipliedBy(CALM_WINDOWS);
            if (began.isEmpty() || lastFull.plus(calm).isBefore(time)) {
                began = Optional.of(time);
            }
            lastFull = time;
        }
    }

    /** The id of the storm's group while there is one, else nothing. */
    Optional<String> storm(Instant now) {
        return isFull(now)
                ? began.map(start -> GroupId.STORM.of(Ids.of(receiver, start.toString())))
                : Optional.empty();
    }

    private boolean isFull(Instant now) {
        return openings.size() >= limit.count()
                && openings.getFirst().plus(limit.window()).isAfter(now);
    }
}
