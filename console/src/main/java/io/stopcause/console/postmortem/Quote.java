package io.stopcause.console.postmortem;

import java.time.Instant;
import java.util.Optional;

/**
 * Words that stood somewhere, with where they stood.
 *
 * @param anchor what a link in the same document leads to
 * @param text as written, cut at {@value Clip#LINE} characters
 */
public record Quote(String anchor, Optional<Instant> time, String source, String place, String text) {

    public Quote {
        text = Clip.line(text);
    }
}
