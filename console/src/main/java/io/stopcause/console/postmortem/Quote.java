package io.stopcause.console.postmortem;

import java.time.Instant;
import java.util.Optional;

/**
 * Words that stood somewhere, with where they stood.
 *
 * @param anchor what a link in the same document leads to
 * @param place where it was said first
 * @param text as written, cut at {@value Clip#LINE} characters
 * @param count how often it was said, the other times later or elsewhere
 * @param console the page of the AWS console that shows it with what stands around it
 */
public record Quote(
        String anchor,
        Optional<Instant> time,
        String source,
        String place,
        String text,
        int count,
        Optional<String> console) {

    public Quote {
        text = Clip.line(text);
    }
}
