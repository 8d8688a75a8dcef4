package io.stopcause.model;

import java.util.regex.Pattern;

/**
 * What a reader does not see and a program does: terminal escapes, control characters, marks without width, and marks
 * that reverse the direction of writing. Between the letters of a password's name it would hide the password.
 */
public final class Invisible {

    private static final Pattern ESCAPES = Pattern.compile(
            "\u001B\\[[0-?]*+[ -/]*+[@-~]|\u001B\\][^\u0007\u001B]*+(?:\u0007|\u001B\\\\)?|\u001B[@-Z\\\\^_]?");

    private Invisible() {}

    /** The text without it; line ends and tabs stay. */
    public static String without(String text) {
        if (text.codePoints().noneMatch(Invisible::is)) {
            return text;
        }
        String unescaped =
                text.indexOf('\u001B') < 0 ? text : ESCAPES.matcher(text).replaceAll("");
        StringBuilder visible = new StringBuilder(unescaped.length());
        unescaped.codePoints().filter(c -> !is(c)).forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static boolean is(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
        boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x061C;
        boolean without = (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0x00AD || c == 0x180E;
        boolean separator = c == 0x2028 || c == 0x2029 || c == 0xFEFF;
        return control || direction || without || separator;
    }
}
