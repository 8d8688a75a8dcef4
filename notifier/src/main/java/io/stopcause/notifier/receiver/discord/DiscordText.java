package io.stopcause.notifier.receiver.discord;

import io.stopcause.notifier.message.SafeText;

/**
 * Escapes text for Discord's Markdown: a backslash before everything that means something, mentions and disguised links
 * among it.
 *
 * @see <a href="https://discord.com/developers/docs/reference#message-formatting">Message formatting</a>
 */
final class DiscordText {

    private static final String SPECIAL = "\\*_~`|>[]()<#@";
    private static final String FENCE = "```";

    private DiscordText() {}

    /** At most so many UTF-16 units, counted with the backslashes; no pair is cut in two. */
    static String escape(String text, int limit) {
        StringBuilder escaped = new StringBuilder(Math.min(limit, text.length() + 16));
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String next = (SPECIAL.indexOf(c) < 0 ? "" : "\\") + Character.toString(c);
            i += Character.charCount(c);
            boolean last = i >= text.length();
            if (escaped.length() + next.length() + (last ? 0 : 1) > limit) {
                return escaped.append('…').toString();
            }
            escaped.append(next);
        }
        return escaped.toString();
    }

    /** A block of code that its content cannot close; nothing for nothing. */
    static String code(String text, int limit) {
        if (text.isEmpty()) {
            return "";
        }
        String harmless = text.replace(FENCE, "'''");
        return FENCE + "\n" + SafeText.cut(harmless, limit - 2 * FENCE.length() - 2) + "\n" + FENCE;
    }
}
