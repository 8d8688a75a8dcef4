package io.stopcause.console.live;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a browser asks.
 *
 * @param path decoded
 * @param known the tag of what it has already
 * @param params of the address, or of the form that is sent
 */
record Request(String method, String path, Optional<String> known, Map<String, String> params, Visitor visitor) {

    Request {
        params = Collections.unmodifiableMap(new TreeMap<>(params));
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    boolean isPost() {
        return method.equals("POST");
    }

    /** Empty where it was not given. */
    String param(String name) {
        return params.getOrDefault(name, "").strip();
    }

    /** Reads {@code a=b&c=d}; of what stands twice the first counts, and what is no text is left out. */
    static Map<String, String> params(String encoded) {
        Map<String, String> params = new TreeMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    params.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                } catch (IllegalArgumentException e) {
                    // A broken escape: nothing that a form of ours sends.
                }
            }
        }
        return params;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
