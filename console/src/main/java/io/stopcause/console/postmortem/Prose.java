package io.stopcause.console.postmortem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a sentence as rules write it: words, or code that stood between backticks.
 *
 * @param code whether it is code
 * @param text without the backticks
 */
public record Prose(boolean code, String text) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The pieces in order; a backtick without its fellow stays a backtick. */
    public static List<Prose> of(String sentence) {
        List<Prose> pieces = new ArrayList<>();
        Matcher code = CODE.matcher(sentence);
        int end = 0;
        while (code.find()) {
            if (code.start() > end) {
                pieces.add(new Prose(false, sentence.substring(end, code.start())));
            }
            pieces.add(new Prose(true, code.group(1)));
            end = code.end();
        }
        if (end < sentence.length()) {
            pieces.add(new Prose(false, sentence.substring(end)));
        }
        return pieces;
    }
}
