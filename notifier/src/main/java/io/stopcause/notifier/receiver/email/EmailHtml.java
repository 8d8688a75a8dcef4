package io.stopcause.notifier.receiver.email;

import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message as HTML that mail clients agree on: tables, styles on the elements, no script, nothing loaded from anywhere.
 * Outlook on Windows knows neither {@code max-width} nor {@code pre-wrap}, so it gets a table of fixed width, and code
 * is written with breaks and hard spaces.
 */
final class EmailHtml {

    /** Content id of the picture. */
    static final String PICTURE = "timeline";

    private static final String FONT = "font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;";
    private static final String MONO = "font-family:Consolas,Menlo,'Courier New',monospace;";
    private static final String ROW = "<tr><td style=\"padding:%s 24px 0;%s\">%s</td></tr>\n";
    private static final String LABEL = "font-size:12px;line-height:16px;font-weight:bold;color:#5b6472;";
    private static final String TEXT = "font-size:15px;line-height:22px;color:#1d2430;";
    private static final String SMALL = "font-size:13px;line-height:19px;color:#5b6472;";
    private static final String CODE =
            "<table role=\"presentation\" width=\"100%%\" cellpadding=\"0\" cellspacing=\"0\""
                    + " border=\"0\"><tr><td bgcolor=\"#f3f4f6\" style=\"padding:10px 12px;background:#f3f4f6;" + MONO
                    + "font-size:13px;line-height:19px;color:#1d2430;word-break:break-word;\">%s</td></tr></table>";

    private EmailHtml() {}

    static String of(Message message, Optional<Timeline> timeline) {
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light"><title>%s</title></head>
            <body style="margin:0;padding:0;background:#eceef1;">
            <div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">%s</div>
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" bgcolor="#eceef1"
             style="background:#eceef1;"><tr><td align="center" style="padding:16px 8px;">
            <!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff"
             style="max-width:640px;background:#ffffff;border-top:5px solid %s;%stext-align:left;word-break:break-word;">
            %s<tr><td style="padding:0 0 24px;font-size:0;line-height:0;">&nbsp;</td></tr>
            </table>
            <!--[if mso]></td></tr></table><![endif]-->
            </td></tr></table>
            </body></html>
            """.formatted(
                        escape(message.head().title()),
                        escape(preview(message)),
                        color(message.head()),
                        FONT,
                        content(message, timeline));
    }

    /** What lists of mails show after the subject, which stays the same to the end. */
    private static String preview(Message message) {
        String news = message.changes().isEmpty()
                ? message.head().when()
                : message.changes().get(0);
        return message.head().status() + ", " + news;
    }

    private static String content(Message message, Optional<Timeline> timeline) {
        StringBuilder html = new StringBuilder(head(message));
        if (!message.changes().isEmpty()) {
            html.append(label("What is new"));
            message.changes().forEach(change -> html.append(text(escape(MessageText.capital(change)))));
        }
        timeline.ifPresent(picture -> html.append(picture(picture)));
        if (message.head().kind() != Notification.Kind.RESOLVED) {
            html.append(proof(message.proof())).append(action(message.action()));
        }
        if (!message.reach().revision().isEmpty()) {
            html.append(label("What changed"))
                    .append(text(escape(MessageText.capital(message.reach().revision()))));
        }
        return html.append(label("How far it reaches"))
                .append(row(
                        "2px", SMALL, escape(MessageText.capital(message.reach().place()))))
                .append(links(message.links()))
                .toString();
    }

    private static String head(Message message) {
        String status = "font-size:13px;line-height:18px;font-weight:bold;color:" + color(message.head()) + ";";
        return row("20px", status, escape(message.head().status()))
                + row(
                        "4px",
                        "font-size:20px;line-height:26px;font-weight:bold;color:#1d2430;",
                        escape(message.head().title()))
                + row("6px", SMALL, escape(MessageText.capital(message.head().when())));
    }

    private static String picture(Timeline picture) {
        String edges = picture.edges().get(0) + "</td><td align=\"right\" style=\"" + SMALL + "\">"
                + picture.edges().get(1) + " UTC";
        String legend = sign(Timeline.BEFORE) + " first signs &nbsp; " + sign(Timeline.FAILING) + " failing &nbsp; "
                + sign(Timeline.TASK) + " a task failed"
                + (picture.hasConsequences() ? " &nbsp; " + sign(Timeline.CONSEQUENCE) + " a consequence" : "");
        return row(
                        "18px",
                        "",
                        "<img src=\"cid:" + PICTURE + "\" width=\"" + picture.shownWidth()
                                + "\" alt=\"The incident over time\" style=\"display:block;width:100%;max-width:"
                                + picture.shownWidth() + "px;height:auto;border:0;\">")
                + row(
                        "2px",
                        "",
                        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\""
                                + " border=\"0\"><tr><td style=\"" + SMALL + "\">" + edges + "</td></tr></table>")
                + row("2px", SMALL, legend);
    }

    private static String sign(int color) {
        return "<span style=\"color:#%06x;\">&#9632;</span>".formatted(color);
    }

    private static String proof(Message.Proof proof) {
        String lines = proof.lines().stream().map(EmailHtml::code).collect(Collectors.joining("<br>"));
        return label("Cause")
                + text("<strong>" + escape(proof.cause()) + "</strong> (" + escape(proof.certainty()) + ")")
                + (lines.isEmpty() ? "" : row("6px", "", CODE.formatted(lines)))
                + proof.against()
                        .map(line -> label("Against it") + row("6px", "", CODE.formatted(code(line))))
                        .orElse("");
    }

    private static String action(Message.Action action) {
        String what = action.what().isEmpty() ? "" : label("What happened") + text(escape(action.what()));
        return what
                + action.first()
                        .map(step -> label("Do first")
                                + text(escape(step.text() + MessageText.more(action)))
                                + (step.code().isEmpty() ? "" : row("6px", "", CODE.formatted(code(step.code())))))
                        .orElse("");
    }

    private static String links(Message.Links links) {
        String button = links.page()
                .map(page -> row(
                        "18px",
                        "",
                        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td"
                                + " bgcolor=\"#1d2430\" style=\"padding:9px 16px;background:#1d2430;border-radius:4px;\">"
                                + link(page, "Open the incident", "#ffffff") + "</td></tr></table>"))
                .orElse("");
        String console = links.console().stream()
                .map(each -> link(each.address(), escape(each.label()), "#0b57d0"))
                .collect(Collectors.joining(" &nbsp;·&nbsp; "));
        return button + (console.isEmpty() ? "" : row("14px", SMALL, "In the AWS console: " + console));
    }

    private static String link(String address, String label, String color) {
        return "<a href=\"" + escape(address) + "\" style=\"font-size:14px;line-height:20px;color:" + color + ";"
                + ("#ffffff".equals(color) ? "text-decoration:none;font-weight:bold;" : "") + "\">" + label + "</a>";
    }

    private static String label(String words) {
        return row("18px", LABEL, words);
    }

    private static String text(String html) {
        return row("2px", TEXT, html);
    }

    private static String row(String above, String style, String html) {
        return ROW.formatted(above, style, html);
    }

    /** Lines and the spaces that indent them stay, in Outlook too. */
    private static String code(String text) {
        return escape(text).lines().map(EmailHtml::indented).collect(Collectors.joining("<br>"));
    }

    private static String indented(String line) {
        int spaces = line.length() - line.stripLeading().length();
        return "&nbsp;".repeat(spaces) + line.substring(spaces);
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
