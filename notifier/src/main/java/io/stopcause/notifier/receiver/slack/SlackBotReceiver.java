package io.stopcause.notifier.receiver.slack;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.MustRetry;
import io.stopcause.notifier.receiver.Receiver;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * A bot. The first message of an incident is posted; from then on it is edited in place, and what is new is told in its
 * thread. Sending the same again edits the same message, so a crash repeats at most a line in the thread.
 */
final class SlackBotReceiver implements Receiver {

    private static final String PLACE = "Slack's API";

    /** Somebody deleted it, or the workspace forbids edits after a while: a new message takes its place. */
    private static final Set<String> GONE =
            Set.of("message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found");

    private final Slack slack;
    private final MethodsClient methods;
    private final String channel;
    private final InstantSource clock;

    SlackBotReceiver(Slack slack, String token, String channel, InstantSource clock) {
        this.slack = slack;
        this.methods = slack.methods(token);
        this.channel = channel;
        this.clock = clock;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        try {
            Optional<Posted> before = dispatch.reference().flatMap(Posted::of);
            return before.isPresent() ? edit(dispatch, before.get()) : post(dispatch.message());
        } catch (SlackApiException e) {
            return MustRetry.http(
                    e.getResponse().code(),
                    Optional.ofNullable(e.getResponse().header("Retry-After")),
                    Optional.ofNullable(e.getResponseBody()).orElse(""),
                    clock.instant());
        } catch (IOException e) {
            return MustRetry.unreachable(PLACE, e);
        }
    }

    private Delivery post(Message message) throws IOException, SlackApiException {
        ChatPostMessageResponse response = methods.chatPostMessage(request -> request.channel(channel)
                .text(SlackBlocks.fallback(message))
                .blocks(SlackBlocks.of(message))
                .unfurlLinks(false)
                .unfurlMedia(false));
        return response.isOk()
                ? new Delivery.Delivered(
                        "posted", Optional.of(new Posted(response.getChannel(), response.getTs()).reference()))
                : refused(response);
    }

    private Delivery edit(Dispatch dispatch, Posted posted) throws IOException, SlackApiException {
        Message message = dispatch.message();
        SlackApiTextResponse edited = methods.chatUpdate(request -> request.channel(posted.channel())
                .ts(posted.time())
                .text(SlackBlocks.fallback(message))
                .blocks(SlackBlocks.of(message)));
        if (!edited.isOk()) {
            return GONE.contains(edited.getError()) ? post(message) : refused(edited);
        }
        SlackApiTextResponse replied = methods.chatPostMessage(request -> request.channel(posted.channel())
                .threadTs(posted.time())
                .replyBroadcast(dispatch.kind() == Notification.Kind.OPENED)
                .text(SlackBlocks.reply(message)));
        return replied.isOk() ? new Delivery.Delivered("edited", Optional.of(posted.reference())) : refused(replied);
    }

    private static Delivery refused(SlackApiTextResponse response) {
        return MustRetry.slack(Optional.ofNullable(response.getError()).orElse("no reason given"));
    }

    @Override
    public Optional<String> check() {
        try {
            SlackApiTextResponse response = methods.authTest(request -> request);
            return response.isOk()
                    ? Optional.empty()
                    : Optional.of(refused(response).reason());
        } catch (SlackApiException | IOException e) {
            return Optional.of(MustRetry.inWords(PLACE, e));
        }
    }

    @Override
    public void close() {
        SlackClients.close(slack);
    }

    /** Where a message stands: channel id and time stamp, which together are Slack's name for it. */
    private record Posted(String channel, String time) {

        static Optional<Posted> of(String reference) {
            int colon = reference.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Posted(reference.substring(0, colon), reference.substring(colon + 1)));
        }

        String reference() {
            return channel + ":" + time;
        }
    }
}
