package io.stopcause.notifier.receiver.slack;

import com.slack.api.Slack;
import com.slack.api.webhook.Payload;
import com.slack.api.webhook.WebhookResponse;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.MustRetry;
import io.stopcause.notifier.receiver.Receiver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An incoming webhook. It cannot edit what it wrote, so each message stands for itself. */
final class SlackWebhookReceiver implements Receiver {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Slack slack;
    private final URI address;
    private final InstantSource clock;

    SlackWebhookReceiver(Slack slack, URI address, InstantSource clock) {
        this.slack = slack;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        try {
            WebhookResponse response = slack.send(address.toString(), payload(dispatch.message()));
            return MustRetry.http(
                    response.getCode(), retryAfter(response.getHeaders()), response.getBody(), clock.instant());
        } catch (IOException e) {
            return MustRetry.unreachable(HttpAddress.shown(address), e);
        }
    }

    private static Payload payload(Message message) {
        return Payload.builder()
                .text(SlackBlocks.fallback(message))
                .blocks(SlackBlocks.of(message))
                .unfurlLinks(false)
                .unfurlMedia(false)
                .build();
    }

    private static Optional<String> retryAfter(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }

    @Override
    public Optional<String> check() {
        return HttpAddress.check(address, TIMEOUT);
    }

    @Override
    public void close() {
        SlackClients.close(slack);
    }
}
