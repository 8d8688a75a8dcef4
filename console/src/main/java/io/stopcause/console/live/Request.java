package io.stopcause.console.live;

import java.util.Optional;

/**
 * What a browser asks.
 *
 * @param path decoded
 * @param known the tag of what it has already
 */
record Request(String method, String path, Optional<String> known) {

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
