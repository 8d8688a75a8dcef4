package io.stopcause.notifier.receiver.email;

import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message as HTML that mail clients agree on: tables, styles on the elements, no script, no image, nothing loaded
 * from anywhere.
 */
final class EmailHtml {

    private static final String FONT = "font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;";
    private static final String MONO = "font-family:Consolas,Menlo,'Courier New',monospace;";
    private static final String LABEL =
            "<p style=\"margin:20px 0 4px;font-size:12px;letter-spacing:.04em;text-transform:uppercase;color:#5b6472;\">%s</p>";
    private static final String TEXT = "<p style=\"margin:0 0 4px;font-size:15px;line-height:1.5;\">%s</p>";
    private static final String SMALL = "<p style=\"margin:0;font-size:13px;line-height:1.5;color:#5b6472;\">%s</p>";
    private static final String CODE =
            "<pre style=\"margin:6px 0;padding:10px 12px;background:#f3f4f6;border-radius:4px;"
                    + MONO
                    + "font-size:13px;line-height:1.45;white-space:pre-wrap;word-break:break-word;color:#1d2430;\">%s</pre>";

    private EmailHtml() {}

    static String of(Message message) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s</title></head>
                <body style="margin:0;padding:0;background:#eceef1;">
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0"
                 style="background:#eceef1;"><tr><td align="center" style="padding:16px 8px;">
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0"
                 style="max-width:640px;background:#ffffff;border-top:5px solid %s;%scolor:#1d2430;">
                <tr><td style="padding:20px 24px 24px;word-break:break-word;">
                %s
                </td></tr></table>
                </td></tr></table>
                </body></html>
                """.formatted(escape(message.head().title()), color(message.head()), FONT, content(message));
    }

    private static String content(Message message) {
        StringBuilder html = new StringBuilder(head(message));
        if (!message.changes().isEmpty()) {
            html.append(LABEL.formatted("What is new"));
            message.changes().forEach(change -> html.append(TEXT.formatted(escape(MessageText.capital(change)))));
        }
        if (message.head().kind() != Notification.Kind.RESOLVED) {
            html.append(proof(message.proof())).append(action(message.action()));
        }
        return html.append(LABEL.formatted("How far it reaches"))
                .append(SMALL.formatted(escape(message.reach().place())))
                .toString();
    }

    private static String head(Message message) {
        String title = escape(message.head().title());
        String linked = message.links()
                .page()
                .map(link -> "<a href=\"" + escape(link) + "\" style=\"color:#1d2430;\">" + title + "</a>")
                .orElse(title);
        return "<p style=\"margin:0 0 6px;font-size:13px;font-weight:bold;color:" + color(message.head()) + ";\">"
                + escape(message.head().status()) + "</p>"
                + "<h1 style=\"margin:0 0 6px;font-size:20px;line-height:1.3;\">" + linked + "</h1>"
                + SMALL.formatted(escape(MessageText.capital(message.head().when())));
    }

    private static String proof(Message.Proof proof) {
        String lines = proof.lines().stream().map(EmailHtml::escape).collect(Collectors.joining("\n"));
        return LABEL.formatted("Cause")
                + TEXT.formatted("<strong>" + escape(proof.cause()) + "</strong> (" + escape(proof.certainty()) + ")")
                + (lines.isEmpty() ? "" : CODE.formatted(lines))
                + against(proof.against());
    }

    private static String against(Optional<String> against) {
        return against.map(line -> LABEL.formatted("Against it") + CODE.formatted(escape(line)))
                .orElse("");
    }

    private static String action(Message.Action action) {
        String what =
                action.what().isEmpty() ? "" : LABEL.formatted("What happened") + TEXT.formatted(escape(action.what()));
        return what
                + action.first()
                        .map(step -> LABEL.formatted("Do first")
                                + TEXT.formatted(escape(step.text() + MessageText.more(action)))
                                + (step.code().isEmpty() ? "" : CODE.formatted(escape(step.code()))))
                        .orElse("");
    }

    private static String color(Message.Head head) {
        if (head.kind() == Notification.Kind.RESOLVED) {
            return "#1a7f37";
        }
        return switch (head.severity()) {
            case CRITICAL -> "#b3261e";
            case WARNING -> "#9a5b00";
            case INFO -> "#0b57d0";
        };
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
