package io.stopcause.console.page;

import io.stopcause.console.postmortem.Prose;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes text of unknown origin into Markdown so that it stays text. */
final class MarkdownText {

    private static final Pattern ACTIVE =
            Pattern.compile("[\\\\`*\\[\\]#|<>~@&$]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|^[-+=]");
    private static final Pattern NUMBERED = Pattern.compile("^(\\d+)([.)])(?=\\s|$)");
    private static final Pattern LINK = Pattern.compile("(?i)(https?|ftp)://|www\\.");
    private static final Pattern BREAKS = Pattern.compile("\\s+");
    private static final Pattern TICKS = Pattern.compile("`+");

    private MarkdownText() {}

    /** In a line of prose or a table's cell: one line, nothing in it acts. */
    static String plain(String text) {
        String line = BREAKS.matcher(VisibleText.of(text).strip()).replaceAll(" ");
        String escaped = ACTIVE.matcher(line).replaceAll("\\\\$0");
        String inert = LINK.matcher(escaped)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group().startsWith("w") || match.group().startsWith("W")
                                ? match.group().replace(".", "\\.")
                                : match.group().replace(":", "\\:")));
        return NUMBERED.matcher(inert).replaceFirst("$1\\\\$2");
    }

    /** A sentence as rules write it: code between backticks stays code, the rest is plain. */
    static String prose(String sentence) {
        StringBuilder line = new StringBuilder();
        for (Prose piece : Prose.of(sentence)) {
            String before = piece.text().startsWith(" ") ? " " : "";
            String after = piece.text().endsWith(" ") ? " " : "";
            line.append(piece.code() ? code(piece.text()) : before + plain(piece.text()) + after);
        }
        return line.toString().strip();
    }

    /** A word in code font, in prose or in a table's cell. */
    static String code(String text) {
        String line = BREAKS.matcher(VisibleText.of(text).strip()).replaceAll(" ");
        if (line.isEmpty()) {
            return "";
        }
        String fence = "`".repeat(longest(line) + 1);
        String padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + padding + line.replace("|", "\\|") + padding + fence;
    }

    /** A block of code whose fence cannot be closed by what it holds. */
    static String block(String language, String indent, String text) {
        String fence = "`".repeat(Math.max(3, longest(text) + 1));
        String body = VisibleText.of(text).stripTrailing().replace("\n", "\n" + indent);
        return indent + fence + language.replaceAll("[^a-z]", "") + "\n" + indent + body + "\n" + indent + fence + "\n";
    }

    private static int longest(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(match -> match.group().length())
                .max()
                .orElse(0);
    }
}
