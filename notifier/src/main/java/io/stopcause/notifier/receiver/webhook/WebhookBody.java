package io.stopcause.notifier.receiver.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.Redaction;
import io.stopcause.notifier.receiver.Dispatch;
import java.util.List;
import java.util.Optional;

/**
 * What is posted.
 *
 * @param version of this form; a field may be added without a new one
 * @param kind opened, updated or resolved
 * @param key the same when the same message is sent again
 * @param title one line for people
 * @param changes what is new since the last message, in words
 * @param link page of the incident
 * @param incident as in {@code incidents.jsonl}, secrets redacted
 */
record WebhookBody(
        int version,
        Notification.Kind kind,
        String key,
        String title,
        List<String> changes,
        Optional<String> link,
        JsonNode incident) {

    private static final int VERSION = 1;

    static WebhookBody of(Dispatch dispatch) {
        return new WebhookBody(
                VERSION,
                dispatch.kind(),
                dispatch.key(),
                dispatch.message().head().title(),
                dispatch.message().changes(),
                dispatch.message().links().page(),
                Redaction.of(Json.mapper().<JsonNode>valueToTree(dispatch.incident())));
    }
}
