package io.stopcause.notifier.receiver.alertmanager;

import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpPost;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends an alert until it is resolved, as Prometheus does: an Alertmanager takes one that is not repeated for over. The
 * labels are what makes an alert; where one of them changes (the cause, the severity), the old alert is ended and a new
 * one begins, in the same request.
 */
final class AlertmanagerReceiver implements Receiver {

    /** As in Prometheus: so many repetitions may go missing. */
    private static final int LASTS = 4;

    private final List<URI> addresses;
    private final Optional<String> authorization;
    private final Duration refresh;
    private final HttpSender sender;
    private final InstantSource clock;

    AlertmanagerReceiver(
            List<URI> addresses,
            Optional<String> authorization,
            Duration refresh,
            HttpSender sender,
            InstantSource clock) {
        this.addresses = addresses;
        this.authorization = authorization;
        this.refresh = refresh;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        Instant now = clock.instant();
        boolean over = dispatch.incident().isResolved();
        Changing changing = Changing.of(dispatch);
        List<Alert> alerts = new ArrayList<>();
        dispatch.reference()
                .flatMap(Changing::parse)
                .filter(before -> !before.equals(changing))
                .ifPresent(before -> alerts.add(Alert.of(dispatch, before, now)));
        alerts.add(Alert.of(dispatch, changing, over ? now : now.plus(refresh.multipliedBy(LASTS))));
        return toAll(alerts, changing.reference());
    }

    /** The members of a cluster tell each other, so that one that has taken it is enough. */
    private Delivery toAll(List<Alert> alerts, String reference) {
        List<Delivery> answers = new ArrayList<>();
        for (URI address : addresses) {
            HttpPost post = HttpPost.json(address, alerts);
            answers.add(sender.send(
                    authorization
                            .map(basic -> post.with("Authorization", basic))
                            .orElse(post),
                    body -> Optional.of(reference)));
        }
        return answers.stream()
                .filter(Delivery.Delivered.class::isInstance)
                .findFirst()
                .or(() -> answers.stream()
                        .filter(Delivery.Retry.class::isInstance)
                        .findFirst())
                .orElse(answers.get(0));
    }

    @Override
    public Optional<Duration> refresh() {
        return Optional.of(refresh);
    }

    /** By the labels. */
    @Override
    public boolean knowsRepeats() {
        return true;
    }

    @Override
    public Optional<String> check() {
        List<String> problems = addresses.stream()
                .flatMap(address -> HttpAddress.check(address, HttpSender.TIMEOUT).stream())
                .toList();
        return problems.size() == addresses.size() ? Optional.of(String.join("; ", problems)) : Optional.empty();
    }

    @Override
    public void close() {
        sender.close();
    }
}
