package io.stopcause.notifier.receiver.console;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines between words. Indented lines are code and stay whole, so that they can be copied. */
final class Wrapping {

    private Wrapping() {}

    static List<String> lines(String text, int width) {
        if (text.length() <= width || text.startsWith(" ")) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (text.length() - start > width) {
            int space = text.lastIndexOf(' ', start + width);
            int end = space > start ? space : next(text, start + width);
            lines.add(text.substring(start, end));
            start = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private static int next(String text, int from) {
        int space = text.indexOf(' ', from);
        return space < 0 ? text.length() : space;
    }
}
