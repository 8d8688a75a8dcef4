package io.stopcause.notifier.receiver.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
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
 * Posts a message when an incident begins or comes back, and edits that message from then on. A message that somebody
 * deleted is posted anew.
 *
 * @see <a href="https://discord.com/developers/docs/resources/webhook">Webhook resource</a>
 */
final class DiscordReceiver implements Receiver {

    private static final String UNKNOWN_MESSAGE = "10008";

    private final URI address;
    private final HttpSender sender;

    DiscordReceiver(URI address, HttpSender sender) {
        this.address = address;
        this.sender = sender;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        Optional<String> before = dispatch.reference().filter(id -> dispatch.kind() != Kind.OPENED);
        if (before.isEmpty()) {
            return post(dispatch);
        }
        Delivery edited = sender.send(
                HttpPost.json(at("/messages/" + before.get(), ""), DiscordPost.of(dispatch.message()))
                        .as("PATCH"),
                body -> before);
        boolean gone = edited instanceof Delivery.Rejected && edited.reason().contains(UNKNOWN_MESSAGE);
        return gone ? post(dispatch) : edited;
    }

    private Delivery post(Dispatch dispatch) {
        return sender.send(HttpPost.json(at("", "wait=true"), DiscordPost.of(dispatch.message())), DiscordReceiver::id);
    }

    /** The address may have a query already, such as the thread to write to. */
    private URI at(String path, String query) {
        String old = address.getRawQuery() == null ? "" : address.getRawQuery();
        String both = old + (old.isEmpty() || query.isEmpty() ? "" : "&") + query;
        return address.resolve(address.getRawPath() + path + (both.isEmpty() ? "" : "?" + both));
    }

    private static Optional<String> id(String body) {
        try {
            return Optional.of(Json.read(body, JsonNode.class).path("id").asText())
                    .filter(id -> id.matches("\\d{1,20}"));
        } catch (JsonReadException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> check() {
        return HttpAddress.check(address, HttpSender.TIMEOUT);
    }

    @Override
    public void close() {
        sender.close();
    }
}
