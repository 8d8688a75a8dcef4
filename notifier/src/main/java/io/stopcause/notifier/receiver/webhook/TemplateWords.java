package io.stopcause.notifier.receiver.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.JsonBody;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a template may use; a word that has nothing to say is empty. */
final class TemplateWords {

    static final Set<String> NAMES = new TreeSet<>(Set.of(
            "key",
            "id",
            "kind",
            "status",
            "severity",
            "title",
            "when",
            "cause",
            "certainty",
            "lines",
            "against",
            "what",
            "doFirst",
            "command",
            "changes",
            "revision",
            "place",
            "link",
            "text",
            "incident"));

    private TemplateWords() {}

    static Map<String, Object> of(Dispatch dispatch) {
        Message message = dispatch.message();
        Map<String, Object> words = new HashMap<>();
        words.put("key", dispatch.key());
        words.put("id", message.head().incident());
        words.put("kind", dispatch.kind().wire());
        words.put("status", message.head().status());
        words.put("severity", message.head().severity().wire());
        words.put("title", message.head().title());
        words.put("when", message.head().when());
        words.put("cause", message.proof().cause());
        words.put("certainty", message.proof().certainty());
        words.put("lines", message.proof().lines());
        words.put("against", message.proof().against().orElse(""));
        words.put("what", message.action().what());
        words.put("doFirst", message.action().first().map(Message.Step::text).orElse(""));
        words.put("command", message.action().first().map(Message.Step::code).orElse(""));
        words.put("changes", message.changes());
        words.put("revision", message.reach().revision());
        words.put("place", message.reach().place());
        words.put("link", message.links().page().orElse(""));
        words.put("text", MessageText.title(message) + "\n" + String.join("\n", MessageText.body(message)));
        JsonNode incident = JsonBody.of(dispatch).incident();
        words.put("incident", Json.mapper().convertValue(incident, Map.class));
        return words;
    }
}
