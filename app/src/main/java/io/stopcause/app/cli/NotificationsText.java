package io.stopcause.app.cli;

import io.stopcause.console.postmortem.Words;
import io.stopcause.notifier.DryRun.Sent;
import io.stopcause.notifier.message.MessageText;
import java.util.List;

/** What would have been sent, as a person reads it on a terminal. */
final class NotificationsText {

    private static final String MARGIN = "    ";

    private NotificationsText() {}

    /** Safe for a terminal; ends with a line break. */
    static String of(List<Sent> sent, boolean coloured) {
        StringBuilder text = new StringBuilder();
        sent.forEach(each -> {
            String head = Words.moment(each.time()) + "  to " + each.receiver() + ": "
                    + each.kind().wire() + " (" + each.why() + ")";
            text.append(Paint.NAME.on(line(head), coloured)).append('\n');
            text.append(MARGIN).append(line(MessageText.title(each.message()))).append('\n');
            MessageText.body(each.message()).forEach(body -> text.append((MARGIN + line(body)).stripTrailing())
                    .append('\n'));
            text.append('\n');
        });
        String count = Words.count(sent.size(), "message") + " would have been sent; a replay sends nothing";
        return text.append(Paint.ASIDE.on(count, coloured)).append('\n').toString();
    }

    private static String line(String text) {
        return Terminal.safe(text).replace('\n', ' ');
    }
}
