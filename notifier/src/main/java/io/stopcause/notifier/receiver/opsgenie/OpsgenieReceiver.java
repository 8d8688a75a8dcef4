package io.stopcause.notifier.receiver.opsgenie;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpPost;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates an alert whose alias is the incident's id, adds what is new as notes, acknowledges and closes it. Opsgenie
 * takes each request at once and carries it out later. A repeated creation only counts up the alert, and nobody is
 * paged by a repeated note.
 */
final class OpsgenieReceiver implements Receiver {

    private final URI api;
    private final String apiKey;
    private final List<String> teams;
    private final HttpSender sender;

    OpsgenieReceiver(URI api, String apiKey, List<String> teams, HttpSender sender) {
        this.api = api;
        this.apiKey = apiKey;
        this.teams = teams;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        String alert = "/v2/alerts/" + dispatch.incident().id().replaceAll("[^\\w-]", "_");
        if (dispatch.kind() == Kind.OPENED) {
            return post("/v2/alerts", Alert.of(dispatch, teams));
        }
        if (dispatch.kind() == Kind.RESOLVED) {
            return post(alert + "/close?identifierType=alias", Note.of(dispatch));
        }
        if (dispatch.incident().life().state() == Incident.State.ACKNOWLEDGED) {
            return post(alert + "/acknowledge?identifierType=alias", Note.of(dispatch));
        }
        Delivery priority = sender.send(request(
                        alert + "/priority?identifierType=alias",
                        Map.of(
                                "priority",
                                Alert.priority(dispatch.message().head().severity())))
                .as("PUT"));
        return priority instanceof Delivery.Delivered
                ? post(alert + "/notes?identifierType=alias", Note.of(dispatch))
                : priority;
    }

    private Delivery post(String path, Object body) {
        return sender.send(request(path, body));
    }

    private HttpPost request(String path, Object body) {
        return HttpPost.json(api.resolve(path), body).with("Authorization", "GenieKey " + apiKey);
    }

    /** By the alias. */
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
