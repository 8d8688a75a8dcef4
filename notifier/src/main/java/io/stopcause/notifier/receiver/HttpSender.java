package io.stopcause.notifier.receiver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends requests, each within one timeout from the first byte to the last. Redirects are not followed, since keys and
 * signatures are meant for the address that was configured; nothing is sent twice by itself; of an answer no more is
 * read than could be of use. Safe for several threads.
 */
public final class HttpSender implements AutoCloseable {

    /** For those who have no reason for another. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int MOST_OF_AN_ANSWER = 64 * 1024;

    private final OkHttpClient client;
    private final InstantSource clock;

    public HttpSender(Duration timeout, InstantSource clock) {
        this.client = new OkHttpClient.Builder()
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
        this.clock = clock;
    }

    /** What became of it, by the one table of answers. */
    public Delivery send(HttpPost post) {
        return send(post, body -> Optional.empty());
    }

    /**
     * The same for another side that names what it has taken.
     *
     * @param reference finds that name in the answer's body
     */
    public Delivery send(HttpPost post, Function<String, Optional<String>> reference) {
        try (Response response = client.newCall(request(post)).execute()) {
            String body = body(response);
            Delivery delivery = MustRetry.http(
                    response.code(), Optional.ofNullable(response.header("Retry-After")), body, clock.instant());
            return delivery instanceof Delivery.Delivered delivered
                    ? new Delivery.Delivered(delivered.reason(), reference.apply(body))
                    : delivery;
        } catch (IOException e) {
            return MustRetry.unreachable(HttpAddress.shown(post.address()), e);
        }
    }

    private static Request request(HttpPost post) {
        Request.Builder request = new Request.Builder()
                .url(post.address().toString())
                .header("User-Agent", "stopcause")
                .method(
                        post.method(),
                        RequestBody.create(post.body().getBytes(StandardCharsets.UTF_8), MediaType.get(post.type())));
        post.headers().forEach(request::header);
        return request.build();
    }

    private static String body(Response response) throws IOException {
        return response.peekBody(MOST_OF_AN_ANSWER).string();
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
