package io.stopcause.notifier.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads {@code {a="b", c=~d}} from left to right; braces and quotes may be left out. */
final class MatcherParser {

    private static final String OPERATORS = "=!~";

    private final String text;
    private int at;

    MatcherParser(String text) {
        this.text = text.strip();
    }

    List<Matcher> parse() {
        boolean braces = take('{');
        List<Matcher> matchers = new ArrayList<>();
        do {
            skipSpace();
            if (braces && peek('}')) {
                break;
            }
            matchers.add(matcher(braces));
            skipSpace();
        } while (take(','));
        if (braces && !take('}')) {
            throw unexpected("'}'");
        }
        if (at < text.length()) {
            throw unexpected("',' or the end");
        }
        if (matchers.isEmpty()) {
            throw new Matcher.SyntaxException("no matcher in '" + text + "'");
        }
        return List.copyOf(matchers);
    }

    private Matcher matcher(boolean braces) {
        String label = run(c -> Character.isLetterOrDigit(c) || c == '_');
        if (label.isEmpty()) {
            throw unexpected("a label");
        }
        skipSpace();
        String operator = run(c -> OPERATORS.indexOf(c) >= 0);
        if (operator.isEmpty()) {
            throw unexpected("one of = != =~ !~");
        }
        skipSpace();
        String value = take('"') ? quoted() : run(c -> c != ',' && c != '"' && !(braces && c == '}'));
        return Matcher.of(label, operator, value.strip());
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !peek('"')) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length() && "\\\"n".indexOf(text.charAt(at)) >= 0) {
                char escaped = text.charAt(at++);
                value.append(escaped == 'n' ? '\n' : escaped);
            } else {
                value.append(c);
            }
        }
        if (!take('"')) {
            throw unexpected("a closing quote");
        }
        return value.toString();
    }

    private String run(IntPredicate accepted) {
        int start = at;
        while (at < text.length() && accepted.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        run(Character::isWhitespace);
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean take(char c) {
        boolean there = peek(c);
        if (there) {
            at++;
        }
        return there;
    }

    private Matcher.SyntaxException unexpected(String expected) {
        String found = at < text.length() ? "'" + text.substring(at) + "'" : "the end";
        return new Matcher.SyntaxException(
                "bad matcher '" + text + "': expected " + expected + " at column " + (at + 1) + " but found " + found);
    }
}
