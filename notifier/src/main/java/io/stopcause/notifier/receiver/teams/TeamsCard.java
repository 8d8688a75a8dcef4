package io.stopcause.notifier.receiver.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.message.SafeText;
import java.util.List;

/**
 * A message as an Adaptive Card. Its texts are {@code TextRun}s: those show what they get, while a {@code TextBlock}
 * reads it as Markdown, links and all.
 *
 * @see <a href="https://adaptivecards.io/explorer/TextRun.html">TextRun</a>
 */
final class TeamsCard {

    /** In version 1.2 came TextRun; Teams shows up to 1.5 on desktops and 1.2 on phones. */
    private static final String VERSION = "1.2";

    /** Teams takes 28 KB a message; a character may become six bytes of JSON. */
    private static final int LINE = 300;

    private static final int CODE = 900;

    private final ArrayNode body = Json.mapper().createArrayNode();

    private TeamsCard() {}

    static ObjectNode of(Message message) {
        ObjectNode post = Json.mapper().createObjectNode().put("type", "message");
        ObjectNode attachment =
                post.putArray("attachments").addObject().put("contentType", "application/vnd.microsoft.card.adaptive");
        TeamsCard card = new TeamsCard();
        card.write(message);
        ObjectNode content = attachment
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", VERSION)
                .put("fallbackText", SafeText.cut(MessageText.title(message), LINE));
        content.set("body", card.body);
        content.putObject("msteams").put("width", "Full");
        links(message.links(), content.putArray("actions"));
        return post;
    }

    private static void links(Message.Links links, ArrayNode actions) {
        links.page().ifPresent(page -> action(actions, "Incident", page));
        links.console().forEach(link -> action(actions, link.label(), link.address()));
    }

    private static void action(ArrayNode actions, String title, String address) {
        actions.addObject().put("type", "Action.OpenUrl").put("title", title).put("url", address);
    }

    private void write(Message message) {
        text(
                message.head().icon() + " " + SafeText.cut(MessageText.title(message), LINE),
                "Large",
                color(message.head()),
                true);
        text(SafeText.cut(MessageText.capital(message.head().when()), LINE), "Default", "Default", false);
        message.changes().forEach(change -> labelled("New", MessageText.capital(change)));
        if (message.head().kind() != Notification.Kind.RESOLVED) {
            proof(message.proof());
            action(message.action());
        }
        if (!message.reach().revision().isEmpty()) {
            labelled("Changed", message.reach().revision());
        }
        text(SafeText.cut(MessageText.capital(message.reach().place()), LINE), "Small", "Default", false);
    }

    private void proof(Message.Proof proof) {
        labelled("Cause", proof.cause() + " (" + proof.certainty() + ")");
        code(proof.lines());
        proof.against().ifPresent(line -> {
            labelled("Against it", "");
            code(List.of(line));
        });
    }

    private void action(Message.Action action) {
        if (!action.what().isEmpty()) {
            text(SafeText.cut(action.what(), 2 * LINE), "Default", "Default", false);
        }
        action.first().ifPresent(step -> {
            labelled("Do first", step.text() + MessageText.more(action));
            if (!step.code().isEmpty()) {
                code(SafeText.cut(step.code(), CODE).lines().toList());
            }
        });
    }

    private void labelled(String label, String text) {
        ArrayNode runs = block();
        run(runs, label + (text.isEmpty() ? "" : "  ")).put("weight", "Bolder");
        if (!text.isEmpty()) {
            run(runs, SafeText.cut(text, LINE));
        }
    }

    private void text(String text, String size, String color, boolean bold) {
        run(block(), text).put("size", size).put("color", color).put("weight", bold ? "Bolder" : "Default");
    }

    private void code(List<String> lines) {
        lines.stream().filter(line -> !line.isBlank()).forEach(line -> run(block(), SafeText.cut(line, LINE))
                .put("fontType", "Monospace"));
    }

    private ArrayNode block() {
        return body.addObject().put("type", "RichTextBlock").putArray("inlines");
    }

    private static ObjectNode run(ArrayNode runs, String text) {
        return runs.addObject().put("type", "TextRun").put("text", text);
    }

    private static String color(Message.Head head) {
        if (head.kind() == Notification.Kind.RESOLVED) {
            return "Good";
        }
        return switch (head.severity()) {
            case CRITICAL -> "Attention";
            case WARNING -> "Warning";
            case INFO -> "Accent";
        };
    }
}
