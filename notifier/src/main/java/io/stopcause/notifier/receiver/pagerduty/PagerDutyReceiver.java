package io.stopcause.notifier.receiver.pagerduty;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpPost;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import java.net.URI;
import java.util.Optional;

/**
 * Triggers, acknowledges and resolves one alert for each incident, whose de-duplication key is the incident's id. The
 * change that it began with follows the first trigger; it wakes nobody, so that a failure of it alone is no failure.
 */
final class PagerDutyReceiver implements Receiver {

    private final URI api;
    private final String routingKey;
    private final boolean changes;
    private final HttpSender sender;

    PagerDutyReceiver(URI api, String routingKey, boolean changes, HttpSender sender) {
        this.api = api;
        this.routingKey = routingKey;
        this.changes = changes;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        Delivery alert = sender.send(
                HttpPost.json(api.resolve("/v2/enqueue"), AlertEvent.of(routingKey, action(dispatch), dispatch)));
        boolean begins = dispatch.kind() == Kind.OPENED && !dispatch.unsure();
        if (!(alert instanceof Delivery.Delivered) || !changes || !begins) {
            return alert;
        }
        return ChangeEvent.of(routingKey, dispatch)
                .map(change -> sender.send(HttpPost.json(api.resolve("/v2/change/enqueue"), change)))
                .map(told -> both(alert, told))
                .orElse(alert);
    }

    private static Delivery both(Delivery alert, Delivery change) {
        return change instanceof Delivery.Delivered
                ? alert
                : new Delivery.Delivered(
                        alert.reason() + "; the change event was not taken: " + change.reason(), Optional.empty());
    }

    private static String action(Dispatch dispatch) {
        if (dispatch.kind() == Kind.RESOLVED) {
            return "resolve";
        }
        return dispatch.incident().life().state() == Incident.State.ACKNOWLEDGED ? "acknowledge" : "trigger";
    }

    /** By the de-duplication key. */
    @Override
    public boolean knowsRepeats() {
        return true;
    }

    @Override
    public Optional<String> check() {
        return HttpAddress.check(api, HttpSender.TIMEOUT);
    }

    @Override
    public void close() {
        sender.close();
    }
}
