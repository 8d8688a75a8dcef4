package io.stopcause.notifier;

import dev.failsafe.RetryPolicy;
import io.stopcause.notifier.receiver.Delivery;
import java.time.Duration;
import java.util.Optional;

/**
 * How often and when a delivery is tried again.
 *
 * @param attempts in one go, the first included; then other incidents have their turn
 * @param first wait; each is twice as long as the one before
 * @param longest wait
 */
public record Retries(int attempts, Duration first, Duration longest) {

    /** Eight attempts within about two minutes. */
    public static final Retries USUAL = new Retries(8, Duration.ofSeconds(1), Duration.ofMinutes(1));

    public Retries {
        if (attempts < 1 || first.compareTo(longest) >= 0) {
            throw new IllegalArgumentException("at least one attempt, and a first wait shorter than the longest");
        }
    }

    RetryPolicy<Optional<Delivery>> policy() {
        return RetryPolicy.<Optional<Delivery>>builder()
                .handleIf(failure -> false) // what goes wrong here ends the lane; it is no answer of the receiver
                .handleResultIf(result ->
                        result.filter(Delivery.Retry.class::isInstance).isPresent())
                .withMaxAttempts(attempts)
                .withBackoff(first, longest)
                .withDelayFn(context -> asked(context.getLastResult(Optional.empty())))
                .build();
    }

    /** What the receiver asks for; a negative wait leaves it to the back-off. */
    private static Duration asked(Optional<Delivery> result) {
        return result.filter(Delivery.Retry.class::isInstance)
                .map(Delivery.Retry.class::cast)
                .flatMap(Delivery.Retry::after)
                .orElse(Duration.ofNanos(-1));
    }
}
