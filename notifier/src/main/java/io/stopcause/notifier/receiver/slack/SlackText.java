package io.stopcause.notifier.receiver.slack;

/**
 * Escapes text for Slack's mrkdwn. The three characters {@code & < >} are the control characters; without a raw angle
 * bracket no mention ({@code <!channel>}) and no disguised link can be written.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text">Formatting message text</a>
 */
final class SlackText {

    private static final String FENCE = "```";

    private SlackText() {}

    /** Escaped text of at most so many UTF-16 units; neither an entity nor a character is cut in two. */
    static String escape(String text, int limit) {
        StringBuilder escaped = new StringBuilder(Math.min(limit, text.length() + 16));
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String next = escaped(c);
            i += Character.charCount(c);
            boolean last = i >= text.length();
            if (escaped.length() + next.length() + (last ? 0 : 1) > limit) {
                return escaped.append('…').toString();
            }
            escaped.append(next);
        }
        return escaped.toString();
    }

    /** A block of code that its content cannot close. */
    static String code(String text, int limit) {
        String harmless = text.replace(FENCE, "'''").replaceAll("`$", "'").replaceAll("^`", "'");
        return FENCE + escape(harmless, limit - 2 * FENCE.length()) + FENCE;
    }

    private static String escaped(int c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(c);
        };
    }
}
