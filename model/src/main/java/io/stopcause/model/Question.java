package io.stopcause.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A read-only question about the account, asked to confirm or refute a cause.
 *
 * @param scope key of the asking scope; the answer returns to it
 * @param check what is asked, such as {@code image-supports-platform}
 * @param about its parameters, such as {@code image} and {@code platform}
 */
public record Question(String scope, String check, Map<String, String> about) {

    public Question {
        about = Collections.unmodifiableMap(new TreeMap<>(about));
    }

    /** The same for the same question of one scope, so that it is asked and answered once. */
    public String id() {
        return Ids.of(scope, check, about.toString());
    }
}
