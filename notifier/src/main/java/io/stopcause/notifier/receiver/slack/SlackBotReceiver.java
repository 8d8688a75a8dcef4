package io.stopcause.notifier.receiver.slack;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.block.LayoutBlock;
import io.stopcause.model.Notification;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.MustRetry;
import io.stopcause.notifier.receiver.Receiver;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A bot. The first message of an incident is posted; from then on it is edited in place, and what is new is told in its
 * thread. What a crash cut off is looked for in the channel before anything else is posted about the incident.
 */
final class SlackBotReceiver implements Receiver {

    private static final String PLACE = "Slack's API";

    /** Somebody deleted it, or the workspace forbids edits after a while: a new message takes its place. */
    private static final Set<String> GONE =
            Set.of("message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found");

    /** The only refusal by HTTP after which nothing can have been posted. */
    private static final int TOO_MANY_REQUESTS = 429;

    private final Slack slack;
    private final MethodsClient methods;
    private final SlackHistory history;
    private final String channel;
    private final InstantSource clock;
    private final Optional<SlackSocket> buttons;

    SlackBotReceiver(
            Slack slack, MethodsClient methods, String channel, InstantSource clock, Optional<SlackSocket> buttons) {
        this.slack = slack;
        this.methods = methods;
        this.history = new SlackHistory(methods, channel, clock);
        this.channel = channel;
        this.clock = clock;
        this.buttons = buttons;
    }

    @Override
    public void start() {
        buttons.ifPresent(SlackSocket::start);
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        try {
            Optional<SlackPost> before = dispatch.reference().flatMap(SlackPost::of);
            if (before.isPresent()) {
                return edit(dispatch, before.get());
            }
            Optional<SlackHistory.Found> cutOff =
                    dispatch.unsure() ? history.of(dispatch.incident().id()) : Optional.empty();
            return cutOff.isPresent() ? goOn(dispatch, cutOff.get()) : post(dispatch);
        } catch (SlackApiException e) {
            if (e.getResponse().code() != TOO_MANY_REQUESTS) {
                history.outdate();
            }
            return MustRetry.http(
                    e.getResponse().code(),
                    Optional.ofNullable(e.getResponse().header("Retry-After")),
                    Optional.ofNullable(e.getResponseBody()).orElse(""),
                    clock.instant());
        } catch (IOException e) {
            history.outdate();
            return MustRetry.unreachable(PLACE, e);
        }
    }

    private Delivery goOn(Dispatch dispatch, SlackHistory.Found cutOff) throws IOException, SlackApiException {
        return cutOff.key().equals(dispatch.key())
                ? new Delivery.Delivered(
                        "was posted already", Optional.of(cutOff.post().reference()))
                : edit(dispatch, cutOff.post());
    }

    private Delivery post(Dispatch dispatch) throws IOException, SlackApiException {
        ChatPostMessageResponse response = methods.chatPostMessage(request -> request.channel(channel)
                .text(SlackBlocks.fallback(dispatch.message()))
                .blocks(blocks(dispatch))
                .metadata(SlackHistory.mark(dispatch.key(), dispatch.incident().id()))
                .unfurlLinks(false)
                .unfurlMedia(false));
        return response.isOk()
                ? new Delivery.Delivered(
                        "posted", Optional.of(new SlackPost(response.getChannel(), response.getTs()).reference()))
                : refused(response);
    }

    private Delivery edit(Dispatch dispatch, SlackPost posted) throws IOException, SlackApiException {
        SlackApiTextResponse edited = methods.chatUpdate(request -> request.channel(posted.channel())
                .ts(posted.time())
                .text(SlackBlocks.fallback(dispatch.message()))
                .blocks(blocks(dispatch)));
        if (!edited.isOk()) {
            return GONE.contains(edited.getError()) ? post(dispatch) : refused(edited);
        }
        if (dispatch.unsure() && history.inThread(posted, dispatch.key())) {
            return new Delivery.Delivered("edited", Optional.of(posted.reference()));
        }
        SlackApiTextResponse replied = methods.chatPostMessage(request -> request.channel(posted.channel())
                .threadTs(posted.time())
                .replyBroadcast(dispatch.kind() == Notification.Kind.OPENED)
                .metadata(SlackHistory.mark(dispatch.key()))
                .text(SlackBlocks.reply(dispatch.message())));
        return replied.isOk() ? new Delivery.Delivered("edited", Optional.of(posted.reference())) : refused(replied);
    }

    private List<LayoutBlock> blocks(Dispatch dispatch) {
        List<LayoutBlock> blocks = new ArrayList<>(SlackBlocks.of(dispatch.message()));
        if (buttons.isPresent()) {
            blocks.addAll(SlackButton.below(dispatch));
        }
        return blocks;
    }

    private Delivery refused(SlackApiTextResponse response) {
        Delivery refusal =
                MustRetry.slack(Optional.ofNullable(response.getError()).orElse("no reason given"));
        if (refusal.mayHaveArrived()) {
            history.outdate();
        }
        return refusal;
    }

    @Override
    public boolean knowsRepeats() {
        return history.isReadable();
    }

    @Override
    public Optional<String> check() {
        try {
            SlackApiTextResponse response = methods.authTest(request -> request);
            return response.isOk()
                    ? buttons.flatMap(SlackSocket::check)
                    : Optional.of(refused(response).reason());
        } catch (SlackApiException | IOException e) {
            return Optional.of(MustRetry.inWords(PLACE, e));
        }
    }

    @Override
    public void close() {
        buttons.ifPresent(SlackSocket::close);
        SlackClients.close(slack);
    }
}
