package io.stopcause.notifier.receiver;

import io.stopcause.model.Json;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request with a body.
 *
 * @param method {@code POST} or {@code PATCH}
 * @param headers besides those that {@link HttpSender} sets
 */
public record HttpPost(String method, URI address, String type, Map<String, String> headers, String body) {

    public static final String JSON = "application/json";

    public HttpPost {
        headers = Map.copyOf(headers);
    }

    /** A value as JSON. */
    public static HttpPost json(URI address, Object value) {
        return new HttpPost("POST", address, JSON, Map.of(), Json.write(value));
    }

    public HttpPost with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new HttpPost(method, address, type, more, body);
    }

    public HttpPost as(String otherMethod) {
        return new HttpPost(otherMethod, address, type, headers, body);
    }
}
