package io.stopcause.ingest.format;

import java.util.regex.Pattern;

/** Tells JSON from text that begins with a bracket, such as {@code [ERROR] …} or {@code {main} thrown}. */
final class JsonStart {

    /** How far one has to look: a first field's name fits. */
    static final int PEEK = 1024;

    private static final Pattern START =
            Pattern.compile("\\s*(?:\\[\\s*)*\\{\\s*(?:\"(?:[^\"\\\\\\n]|\\\\.){0,200}+\"\\s*:|})"
                    + "|\\s*\\[[\\s\\[\\]]*]\\s*(?:\\n|$)");

    private JsonStart() {}

    /** Whether what follows starts with an object's first field, or with an empty object or array. */
    static boolean matches(LineInput input) {
        String near = input.peek(1);
        char first = near.isEmpty() ? '\n' : near.charAt(0);
        if (first != '{' && first != '[' && first != ' ' && first != '\t') {
            return false;
        }
        String ahead = input.peek(PEEK);
        String trimmed = ahead.stripLeading();
        return (trimmed.startsWith("{") || trimmed.startsWith("["))
                && START.matcher(trimmed).lookingAt();
    }
}
