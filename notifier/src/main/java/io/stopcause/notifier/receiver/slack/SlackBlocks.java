package io.stopcause.notifier.receiver.slack;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static io.stopcause.notifier.receiver.slack.SlackText.code;
import static io.stopcause.notifier.receiver.slack.SlackText.escape;

import com.slack.api.model.block.LayoutBlock;
import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A message in Block Kit. Slack's limits are 50 blocks a message and 3,000 characters a text; every part here has its
 * own share of them, counted after escaping.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks/section-block">Section block</a>
 */
final class SlackBlocks {

    private static final int TEXT = 2900;
    private static final int SHORT = 600;
    private static final int CONSOLE = 1600;

    private SlackBlocks() {}

    /** What stands in notifications and in clients that show no blocks. */
    static String fallback(Message message) {
        return escape(message.head().icon() + " " + MessageText.title(message), SHORT);
    }

    /** The whole message. */
    static List<LayoutBlock> of(Message message) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(text(head(message)));
        if (!message.changes().isEmpty()) {
            blocks.add(text(changes(message)));
        }
        if (message.head().kind() != Notification.Kind.RESOLVED) {
            proof(message.proof(), blocks);
            action(message.action(), blocks);
        }
        blocks.add(context(List.of(markdownText(reach(message)))));
        return blocks;
    }

    /** What stands in the thread under a message that has been edited. */
    static String reply(Message message) {
        String news = message.changes().isEmpty()
                ? MessageText.capital(message.head().when())
                : message.changes().stream().map(MessageText::capital).collect(Collectors.joining("\n"));
        return escape(message.head().icon() + " " + message.head().status() + ". " + news, TEXT);
    }

    private static String head(Message message) {
        String title = escape(message.head().title(), SHORT);
        String linked = message.links().page().map(page -> link(page, title)).orElse(title);
        return message.head().icon() + " *" + escape(message.head().status(), SHORT) + ": " + linked + "*\n"
                + escape(MessageText.capital(message.head().when()), SHORT);
    }

    private static String reach(Message message) {
        String changed = message.reach().revision().isEmpty()
                ? ""
                : "*Changed* " + escape(message.reach().revision(), SHORT) + "\n";
        String console = message.links().console().stream()
                .map(link -> link(link.address(), escape(link.label(), SHORT)))
                .collect(Collectors.joining(" · "));
        return changed
                + escape(MessageText.capital(message.reach().place()), SHORT)
                + (console.isEmpty() || console.length() > CONSOLE ? "" : "\n" + console);
    }

    private static String link(String address, String label) {
        return "<" + address.replace(">", "%3E").replace("|", "%7C") + "|" + label + ">";
    }

    private static String changes(Message message) {
        return escape(message.changes().stream().map(change -> "• " + change).collect(Collectors.joining("\n")), TEXT);
    }

    private static void proof(Message.Proof proof, List<LayoutBlock> blocks) {
        blocks.add(text("*Cause* " + escape(proof.cause(), SHORT) + " · " + escape(proof.certainty(), SHORT)));
        if (!proof.lines().isEmpty()) {
            blocks.add(text(code(String.join("\n", proof.lines()), TEXT)));
        }
        proof.against().ifPresent(line -> blocks.add(text("*Against it*\n" + code(line, SHORT))));
    }

    private static void action(Message.Action action, List<LayoutBlock> blocks) {
        if (!action.what().isEmpty()) {
            blocks.add(text(escape(action.what(), TEXT)));
        }
        action.first().ifPresent(step -> {
            blocks.add(text("*Do first* " + escape(step.text() + MessageText.more(action), TEXT - 20)));
            if (!step.code().isEmpty()) {
                blocks.add(text(code(step.code(), TEXT)));
            }
        });
    }

    private static LayoutBlock text(String mrkdwn) {
        return section(block -> block.text(markdownText(mrkdwn)));
    }
}
