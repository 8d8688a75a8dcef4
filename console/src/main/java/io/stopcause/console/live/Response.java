package io.stopcause.console.live;

import java.util.Optional;

/**
 * What is answered.
 *
 * @param body sent as UTF-8
 * @param tag changes when the body does; absent where it is not known
 */
record Response(int status, String type, String body, Optional<String> tag) {

    static final String HTML = "text/html; charset=utf-8";
    static final String JSON = "application/json";
    static final String SCRIPT = "text/javascript; charset=utf-8";

    static Response of(int status, String type, String body) {
        return new Response(status, type, body, Optional.empty());
    }

    static Response unchanged(String tag) {
        return new Response(304, HTML, "", Optional.of(tag));
    }

    Response tagged(String newTag) {
        return new Response(status, type, body, Optional.of(newTag));
    }
}
