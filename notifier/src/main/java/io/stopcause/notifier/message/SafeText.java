package io.stopcause.notifier.message;

import io.stopcause.model.Invisible;
import io.stopcause.model.Redaction;
import java.util.regex.Pattern;

/**
 * Log text is hostile. This takes out what no receiver must ever get: secrets, terminal escapes, control characters,
 * marks that reverse the direction of writing, and halves of characters. What means something to one receiver only
 * (HTML, Slack's angle brackets) is that receiver's to escape.
 */
public final class SafeText {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String ELLIPSIS = "…";

    private SafeText() {}

    /** Lines stay lines; line ends become {@code \n}. */
    public static String plain(String text) {
        String harmless =
                Redaction.of(Invisible.without(text)).replace("\r\n", "\n").replace('\r', '\n');
        StringBuilder safe = new StringBuilder(harmless.length());
        harmless.codePoints().map(SafeText::whole).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    /** One line without leading, trailing or repeated space. */
    public static String line(String text) {
        return SPACES.matcher(plain(text)).replaceAll(" ").strip();
    }

    /** At most so many UTF-16 units, cut between code points and marked with an ellipsis. */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Math.max(0, limit - ELLIPSIS.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static int whole(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c;
    }
}
