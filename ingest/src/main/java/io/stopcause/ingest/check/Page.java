package io.stopcause.ingest.check;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an address answered.
 *
 * @param headers names in any case, values in their order
 * @param body at most {@link Web#MAX_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record Page(int status, Map<String, List<String>> headers, byte[] body) {

    public Page {
        TreeMap<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
