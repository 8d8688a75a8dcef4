package io.stopcause.console.live;

import java.util.Optional;

/**
 * What is answered.
 *
 * @param body sent as UTF-8
 * @param tag changes when the body does; absent where it is not known
 * @param location where to go on, after something was done
 */
record Response(int status, String type, String body, Optional<String> tag, Optional<String> location) {

    static final String HTML = "text/html; charset=utf-8";
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream; charset=utf-8";
    static final String SCRIPT = "text/javascript; charset=utf-8";

    static Response of(int status, String type, String body) {
        return new Response(status, type, body, Optional.empty(), Optional.empty());
    }

    static Response seeOther(String location) {
        return new Response(303, HTML, "", Optional.empty(), Optional.of(location));
    }

    static Response unchanged(String tag) {
        return new Response(304, HTML, "", Optional.of(tag), Optional.empty());
    }

    Response tagged(String newTag) {
        return new Response(status, type, body, Optional.of(newTag), location);
    }
}
