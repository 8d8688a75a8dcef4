package io.stopcause.notifier.canary;

import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpPost;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where the canary arrives. How long its way took stands in the notification log; the switch outside hears that it
 * arrived at all.
 */
final class CanaryReceiver implements Receiver {

    /** So many canaries may be late before something is wrong. */
    private static final int LATE = 3;

    private final Optional<URI> deadManSwitch;
    private final Duration every;
    private final HttpSender sender;
    private final InstantSource clock;
    private volatile Instant newest;

    CanaryReceiver(Optional<URI> deadManSwitch, Duration every, HttpSender sender, InstantSource clock) {
        this.deadManSwitch = deadManSwitch;
        this.every = every;
        this.sender = sender;
        this.clock = clock;
        this.newest = clock.instant();
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        if (dispatch.incident().isResolved()) {
            return new Delivery.Delivered("the canary is over", Optional.empty());
        }
        Instant now = clock.instant();
        long millis =
                Duration.between(dispatch.incident().life().lastSeen(), now).toMillis();
        newest = now;
        String words = "arrived after " + millis + " ms";
        if (deadManSwitch.isEmpty()) {
            return new Delivery.Delivered(words, Optional.empty());
        }
        Delivery heard = sender.send(new HttpPost(
                "POST", deadManSwitch.get(), "text/plain", Map.of("Idempotency-Key", dispatch.key()), words));
        return heard instanceof Delivery.Delivered ? new Delivery.Delivered(words, Optional.empty()) : heard;
    }

    @Override
    public boolean knowsRepeats() {
        return true;
    }

    @Override
    public Optional<String> check() {
        Duration silence = Duration.between(newest, clock.instant());
        return silence.compareTo(every.multipliedBy(LATE)) > 0
                ? Optional.of("no canary has arrived for " + silence.toSeconds() + " s")
                : Optional.empty();
    }

    @Override
    public void close() {
        sender.close();
    }
}
