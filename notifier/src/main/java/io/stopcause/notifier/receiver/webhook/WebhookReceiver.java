package io.stopcause.notifier.receiver.webhook;

import io.stopcause.model.Json;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.MustRetry;
import io.stopcause.notifier.receiver.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Posts each message. Redirects are not followed: the signature is meant for the address that was configured. */
final class WebhookReceiver implements Receiver {

    private final URI address;
    private final Signature signature;
    private final Duration timeout;
    private final InstantSource clock;
    private final HttpClient client;

    WebhookReceiver(URI address, Signature signature, Duration timeout, InstantSource clock) {
        this.address = address;
        this.signature = signature;
        this.timeout = timeout;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Delivery deliver(Dispatch dispatch) {
        try {
            HttpResponse<String> response = client.send(request(dispatch), BodyHandlers.ofString());
            return MustRetry.http(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After"),
                    response.body(),
                    clock.instant());
        } catch (IOException e) {
            return MustRetry.unreachable(HttpAddress.shown(address), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MustRetry.unreachable(HttpAddress.shown(address), e);
        }
    }

    private HttpRequest request(Dispatch dispatch) {
        byte[] body = Json.writeBytes(WebhookBody.of(dispatch));
        Instant now = clock.instant();
        return HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "stopcause")
                .header("Idempotency-Key", dispatch.key())
                .header("Stopcause-Timestamp", Long.toString(now.getEpochSecond()))
                .header("Stopcause-Signature", signature.of(now.getEpochSecond(), body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    /** The key stands in {@code Idempotency-Key}, by which a server knows a repeat. */
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
        // The client has no connection of its own to close on Java 17; idle ones end with it.
    }
}
