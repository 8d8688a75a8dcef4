package io.stopcause.console.page;

/**
 * Makes characters visible that would act rather than show: terminal escapes, NUL, and those that turn the direction of
 * the text around them. Right-to-left scripts themselves are left alone; the pages isolate them.
 */
final class VisibleText {

    private static final char REPLACEMENT = '\uFFFD';

    private VisibleText() {}

    /** The text with each such character replaced by its picture or its code point. */
    static String of(String text) {
        if (text.chars().noneMatch(c -> acts((char) c) || Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isLone(text, i)) {
                visible.append(REPLACEMENT);
            } else if (!acts(c)) {
                visible.append(c);
            } else if (c != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                visible.append(picture(c));
            }
        }
        return visible.toString();
    }

    /** The text as it is, but for halves of surrogate pairs, which no file in UTF-8 can hold. */
    static String encodable(String text) {
        StringBuilder whole = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isLone(text, i)) {
                whole.setCharAt(i, REPLACEMENT);
            }
        }
        return whole.toString();
    }

    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static boolean acts(char c) {
        boolean control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
        boolean direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
        return control || direction || c == 0xfeff || c == 0xfffe || c == 0xffff;
    }

    private static String picture(char c) {
        return c < ' ' ? String.valueOf((char) (0x2400 + c)) : "[U+" + String.format("%04X", (int) c) + "]";
    }
}
