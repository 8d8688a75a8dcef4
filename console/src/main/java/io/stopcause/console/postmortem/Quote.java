package io.stopcause.console.postmortem;

import com.fasterxml.jackson.annotation.JsonIgnore;
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

    private static final int FITS = 300;
    private static final int LINES_THAT_FIT = 6;

    public Quote {
        text = Clip.line(text);
    }

    /** Whether it may not fit into its frame, so that somebody without a mouse has to be able to scroll it. */
    @JsonIgnore
    public boolean isLong() {
        return text.length() > FITS || text.lines().count() > LINES_THAT_FIT;
    }
}
