package io.stopcause.notifier.receiver.webhook;

import io.stopcause.model.Json;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpPost;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.JsonBody;
import io.stopcause.notifier.receiver.Receiver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Posts each message. */
final class WebhookReceiver implements Receiver {

    private final URI address;
    private final Signature signature;
    private final Optional<WebhookTemplate> template;
    private final InstantSource clock;
    private final HttpSender sender;
    private final Duration timeout;

    WebhookReceiver(
            URI address,
            Signature signature,
            Optional<WebhookTemplate> template,
            Duration timeout,
            InstantSource clock) {
        this.address = address;
        this.signature = signature;
        this.template = template;
        this.clock = clock;
        this.sender = new HttpSender(timeout, clock);
        this.timeout = timeout;
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        String text = template.map(form -> form.fill(dispatch)).orElseGet(() -> Json.write(JsonBody.of(dispatch)));
        String type = template.map(WebhookTemplate::contentType).orElse(HttpPost.JSON);
        long now = clock.instant().getEpochSecond();
        return sender.send(new HttpPost(
                "POST",
                address,
                type,
                Map.of(
                        "Idempotency-Key",
                        dispatch.key(),
                        "Stopcause-Timestamp",
                        Long.toString(now),
                        "Stopcause-Signature",
                        signature.of(now, text.getBytes(StandardCharsets.UTF_8))),
                text));
    }

    /** By the {@code Idempotency-Key}. */
    @Override
    public boolean knowsRepeats() {
        return true;
    }

    @Override
    public Optional<String> check() {
        return HttpAddress.check(address, timeout);
    }

    @Override
    public void close() {
        sender.close();
    }
}
