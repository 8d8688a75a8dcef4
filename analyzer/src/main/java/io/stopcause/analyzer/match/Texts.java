package io.stopcause.analyzer.match;

import com.google.re2j.Pattern;
import io.stopcause.model.Surface;
import java.util.stream.Stream;

/** Brings the spellings of one text together: the same failure comes with other quotes, breaks and colours. */
public final class Texts {

    private static final Pattern ANSI = Pattern.compile("\\x1b\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");

    private Texts() {}

    /** One line of a log: colours stripped, quotes made plain, tabs, written escapes and drawn frames made spaces. */
    public static String line(String text) {
        String plain = text.indexOf('\u001b') < 0 ? text : ANSI.matcher(text).replaceAll("");
        StringBuilder out = null;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            int escape = c == '\\' ? escape(plain, i) : 0;
            char folded = escape == 0 ? fold(c) : plain.charAt(i + escape) == '"' ? '"' : ' ';
            if (out == null && folded != c) {
                out = new StringBuilder(plain.length()).append(plain, 0, i);
            }
            if (out != null) {
                out.append(folded);
            }
            i += escape;
        }
        return out == null ? plain : out.toString();
    }

    /** How far behind a backslash the letter stands that it escapes; quotes are escaped anew at each depth of quoting. */
    private static int escape(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == '\\') {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '"') {
            return end - start;
        }
        char next = start + 1 < text.length() ? text.charAt(start + 1) : 0;
        return next == 'n' || next == 't' || next == 'r' ? 1 : 0;
    }

    /** A reason or message: like a line, and every run of white space is one space. */
    public static String message(String text) {
        String line = line(text);
        return (line.contains("  ") ? BLANKS.matcher(line).replaceAll(" ") : line).strip();
    }

    /** What is judged by itself: each line of a log that is not blank, and any other text as a whole. */
    static Stream<String> parts(Surface surface, String text) {
        return surface.isLog()
                ? text.lines().map(Texts::line).filter(line -> !line.isBlank())
                : Stream.of(message(text));
    }

    private static char fold(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u201a', '\u00b4' -> '\'';
            case '\u201c', '\u201d', '\u201e' -> '"';
            case '\t', '\n', '\r', '\u00a0', '\u0000' -> ' ';
            case '\u2502', '\u2577', '\u2575' -> ' ';
            default -> c;
        };
    }
}
