package io.stopcause.ingest.check;

import io.stopcause.ingest.TokenBucket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what is not spoken in AWS's protocols: registries and the addresses that they point to. Thread-safe. */
final class Web {

    /** A manifest has 4 MiB at most by the OCI distribution specification; an image's configuration has less. */
    static final int MAX_BYTES = 4 << 20;

    private static final double CALLS_PER_SECOND = 5;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int CHUNK = 16 << 10;

    private final Clock clock;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    Web(Clock clock) {
        this.clock = clock;
    }

    TokenBucket bucket(URI uri) {
        return buckets.computeIfAbsent(
                String.valueOf(uri.getAuthority()),
                host -> new TokenBucket(CALLS_PER_SECOND, clock, length -> Thread.sleep(length.toMillis())));
    }

    /**
     * One request, without following redirects.
     *
     * @throws IOException if there is no answer before the deadline, or one that is too long
     */
    Page get(URI uri, Map<String, String> headers, Instant deadline) throws IOException {
        if (!List.of("http", "https").contains(uri.getScheme())) {
            throw new IOException("no address of the web: " + uri.getScheme());
        }
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) Math.min(CONNECT.toMillis(), left(deadline)));
            connection.setReadTimeout(left(deadline));
            headers.forEach(connection::setRequestProperty);
            int status = connection.getResponseCode();
            Map<String, List<String>> named = new TreeMap<>();
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    named.put(name, List.copyOf(values));
                }
            });
            return new Page(status, named, body(connection, status, deadline));
        } finally {
            connection.disconnect();
        }
    }

    private byte[] body(HttpURLConnection connection, int status, Instant deadline) throws IOException {
        Optional<InputStream> stream =
                Optional.ofNullable(status >= 400 ? connection.getErrorStream() : connection.getInputStream());
        if (stream.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream in = stream.get()) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                body.write(chunk, 0, read);
                if (body.size() > MAX_BYTES) {
                    throw new IOException("the answer is longer than " + (MAX_BYTES >> 20) + " MiB");
                }
                connection.setReadTimeout(left(deadline));
            }
        }
        return body.toByteArray();
    }

    private int left(Instant deadline) throws IOException {
        long millis = Duration.between(clock.instant(), deadline).toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException("the time is over");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
