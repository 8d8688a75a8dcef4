package io.stopcause.notifier.receiver.discord;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.message.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message as an embed. Nobody can be mentioned by it, whatever its texts say.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#embed-object-embed-limits">Embed limits</a>
 */
record DiscordPost(
        List<Embed> embeds,
        @JsonProperty("allowed_mentions") Map<String, List<String>> mentions) {

    private static final int TITLE = 256;
    private static final int DESCRIPTION = 1800;
    private static final int VALUE = 1024;
    private static final int FOOTER = 600;

    /** What is shown; all texts of it together have at most 6,000 characters. */
    record Embed(
            String title, Optional<String> url, String description, int color, List<Field> fields, Footer footer) {}

    /** A part with a heading. */
    record Field(String name, String value) {}

    /** The last line. */
    record Footer(String text) {}

    static DiscordPost of(Message message) {
        String title = message.head().icon() + " " + MessageText.title(message);
        return new DiscordPost(
                List.of(new Embed(
                        DiscordText.escape(title, TITLE),
                        message.links().page(),
                        description(message),
                        color(message.head()),
                        fields(message),
                        new Footer(
                                SafeText.cut(MessageText.capital(message.reach().place()), FOOTER)))),
                Map.of("parse", List.of()));
    }

    private static String description(Message message) {
        List<String> lines =
                new ArrayList<>(List.of(MessageText.capital(message.head().when())));
        message.changes().forEach(change -> lines.add("• " + change));
        if (message.head().kind() != Notification.Kind.RESOLVED) {
            lines.add(message.action().what());
        }
        return DiscordText.escape(String.join("\n", lines).strip(), DESCRIPTION);
    }

    private static List<Field> fields(Message message) {
        List<Field> fields = new ArrayList<>();
        if (message.head().kind() != Notification.Kind.RESOLVED) {
            Message.Proof proof = message.proof();
            String cause = DiscordText.escape(proof.cause() + " (" + proof.certainty() + ")", VALUE / 4);
            String lines = DiscordText.code(String.join("\n", proof.lines()), VALUE - VALUE / 4 - 1);
            fields.add(new Field("Cause", (cause + "\n" + lines).strip()));
            proof.against().ifPresent(line -> fields.add(new Field("Against it", DiscordText.code(line, VALUE / 2))));
            message.action().first().ifPresent(step -> fields.add(new Field("Do first", step(step, message.action()))));
        }
        if (!message.reach().revision().isEmpty()) {
            fields.add(new Field("Changed", DiscordText.escape(message.reach().revision(), VALUE / 4)));
        }
        links(message.links()).ifPresent(links -> fields.add(new Field("AWS console", links)));
        return fields;
    }

    private static String step(Message.Step step, Message.Action action) {
        String text = DiscordText.escape(step.text() + MessageText.more(action), VALUE / 4);
        return (text + "\n" + DiscordText.code(step.code(), VALUE - VALUE / 4 - 1)).strip();
    }

    /** The nearest pages that find room. */
    private static Optional<String> links(Message.Links links) {
        StringBuilder text = new StringBuilder();
        for (Message.Link link : links.console()) {
            String shown = "[" + link.label() + "](" + link.address() + ")";
            if (text.length() + shown.length() + 3 <= VALUE) {
                text.append(text.isEmpty() ? "" : " · ").append(shown);
            }
        }
        return Optional.of(text.toString()).filter(found -> !found.isEmpty());
    }

    private static int color(Message.Head head) {
        if (head.kind() == Notification.Kind.RESOLVED) {
            return 0x1A7F37;
        }
        return switch (head.severity()) {
            case CRITICAL -> 0xB3261E;
            case WARNING -> 0xD98200;
            case INFO -> 0x0B57D0;
        };
    }
}
