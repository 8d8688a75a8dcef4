package io.stopcause.notifier.receiver;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Discretion;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import java.util.List;
import java.util.Optional;

/**
 * A message for machines; {@code docs/webhook-v1.schema.json} describes it to those who write them.
 *
 * @param version of this form; a field may be added without a new one
 * @param key the same when the same message is sent again
 * @param words for people
 * @param incident as in {@code incidents.jsonl}, secrets redacted
 * @param members of a message about several incidents, those it has news of; else empty
 */
public record JsonBody(
        int version, String key, @JsonUnwrapped Words words, JsonNode incident, List<JsonNode> members) {

    private static final int VERSION = 1;

    /**
     * The part for people.
     *
     * @param kind opened, updated or resolved
     * @param title one line
     * @param text the whole message as plain text
     * @param changes what is new since the last message, in words
     * @param link page of the incident
     */
    public record Words(
            Notification.Kind kind, String title, String text, List<String> changes, Optional<String> link) {

        static Words of(Message message) {
            return new Words(
                    message.head().kind(),
                    message.head().title(),
                    String.join("\n", MessageText.body(message)),
                    message.changes(),
                    message.links().page());
        }
    }

    public static JsonBody of(Dispatch dispatch) {
        return new JsonBody(
                VERSION,
                dispatch.key(),
                Words.of(dispatch.message()),
                harmless(dispatch.incident()),
                dispatch.members().stream().map(JsonBody::harmless).toList());
    }

    private static JsonNode harmless(Incident incident) {
        return Json.mapper().valueToTree(Discretion.SECRETS.of(incident));
    }
}
