package io.stopcause.notifier.receiver.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import io.stopcause.notifier.message.SafeText;
import io.stopcause.notifier.receiver.Orders;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what a pressed button asks for, and says in the thread whether that was taken. */
record SlackDesk(MethodsClient methods, Orders orders) implements Consumer<SlackPress> {

    private static final Logger LOG = LoggerFactory.getLogger(SlackDesk.class);
    private static final int NAME = 200;

    @Override
    public void accept(SlackPress press) {
        String author = SafeText.cut(SafeText.line(press.author()), NAME);
        try {
            press.button().give(orders, press.incident(), author);
            tell(press, author + " " + press.button().done() + ".");
        } catch (Orders.RefusedException e) {
            tell(press, "Not taken: " + e.getMessage());
        }
    }

    private void tell(SlackPress press, String text) {
        try {
            methods.chatPostMessage(request -> request.channel(press.post().channel())
                    .threadTs(press.post().time())
                    .text(SlackText.escape(text, 2 * NAME)));
        } catch (SlackApiException | IOException e) {
            LOG.warn("cannot answer in Slack to {}: {}", press.author(), e.getMessage());
        }
    }
}
