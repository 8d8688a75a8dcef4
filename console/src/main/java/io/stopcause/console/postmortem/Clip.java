package io.stopcause.console.postmortem;

/** Cuts what is too long to be read, and says so. */
public final class Clip {

    /** Characters of a line that are shown. */
    public static final int LINE = 2000;

    private static final int TITLE = 240;

    private Clip() {}

    /** A log line or a message. */
    public static String line(String text) {
        return to(LINE, text);
    }

    /** What stands in a heading, a label or a table. */
    public static String title(String text) {
        return to(TITLE, text);
    }

    private static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + " … (" + Words.number(text.length() - (long) end) + " more characters)";
    }
}
