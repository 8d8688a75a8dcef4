package io.stopcause.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that are secret because of the name that stands before them. */
final class SecretFields {

    /** Always secret, whatever separates name and value. */
    private static final String PLAIN =
            "password|passwd|passphrase|passcode|pwd(?!=/)|secret[_-]?access[_-]?key|secret[_-]?key(?:[_-]?base)?"
                    + "|session[_-]?token|security[_-]?token|access[_-]?token|refresh[_-]?token|id[_-]?token|auth[_-]?token"
                    + "|api[_-]?key|private[_-]?key|client[_-]?secret|webhook[_-]?secret|encryption[_-]?key|signing[_-]?key"
                    + "|account[_-]?key|shared[_-]?access[_-]?key";

    /** Also words of ordinary sentences ("secret: not found") and of ARNs ({@code :secret:name}). */
    private static final String AMBIGUOUS = "secret|token|credentials?";

    /** Every name above holds one of these; where none stands, nothing has to be looked for. */
    private static final List<String> HINTS =
            List.of("passw", "passphrase", "passcode", "pwd", "secret", "token", "key", "credential");

    private static final String QUOTE = "\\\\{0,15}[\"']";

    private static final Pattern SECRET_NAME = Pattern.compile("(?i).{0,200}(?:" + PLAIN + "|" + AMBIGUOUS + ")");

    /** Name, separator and the opening quote, if any; what follows is the value. */
    private static final Pattern FIELD = Pattern.compile("(?i)(?:(?:(?<plain>" + PLAIN + ")|" + AMBIGUOUS
            + ")(?<named>" + QUOTE
            + ")?\\s{0,8}(?<separator>=>?|:)\\s{0,8}(?:\\[\\s{0,8}(?=[\"'])|(?<==)\\{(?=[^\\s{}\"']{1,512}}))?|(?<![\\w-])--?(?<option>"
            + PLAIN
            + ")\\s{1,8}(?!-)|" + QUOTE + "name" + QUOTE + "\\s{0,8}:\\s{0,8}" + QUOTE + "[\\w.-]{0,64}?(?:" + PLAIN
            + "|"
            + AMBIGUOUS + ")" + QUOTE + "\\s{0,64},\\s{0,64}" + QUOTE + "value" + QUOTE
            + "\\s{0,8}:\\s{0,8})(?<open>" + QUOTE + ")?");

    /** The other order of an entry of an ECS environment list. */
    private static final Pattern VALUE_FIRST = Pattern.compile("(?i)(\"value\"\\s{0,8}:\\s{0,8}\")[^\"]{1,4096}"
            + "(\"\\s{0,64},\\s{0,64}\"name\"\\s{0,8}:\\s{0,8}\"[\\w.-]{0,64}?(?:" + PLAIN + "|" + AMBIGUOUS + ")\")");

    private static final Pattern NO_SECRET = Pattern.compile(
            "(?i)(?:null|true|false|none|nil|undefined|var\\.|data\\.|\\$|<|\\*{3}|\\w*(?:Exception|Error)\\b).*");

    private static final int LONG_WORD = 18;

    private static final String ENDS = " \t\r\n\f\"'`,;&<>(){}[]|\\";

    private SecretFields() {}

    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).matches();
    }

    /** The same without such values; {@code lower} is the text in small letters. */
    static String redact(String text, String lower) {
        if (HINTS.stream().noneMatch(lower::contains)) {
            return text;
        }
        String ordered = VALUE_FIRST.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(Redaction.MARK) + "$2");
        Matcher field = FIELD.matcher(ordered);
        StringBuilder out = new StringBuilder(ordered.length());
        int copied = 0;
        int from = 0;
        while (from <= ordered.length() && field.find(from)) {
            int start = field.end();
            String open = field.group("open");
            int end = open == null ? bareEnd(ordered, start) : quotedEnd(ordered, start, open);
            if (end > start && isSecret(field, ordered, start, end)) {
                out.append(ordered, copied, start).append(Redaction.MARK);
                copied = end;
                from = end;
            } else {
                from = start;
            }
        }
        return out.append(ordered, copied, ordered.length()).toString();
    }

    private static boolean isSecret(Matcher field, String text, int start, int end) {
        if (text.startsWith(Redaction.MARK, start)) {
            return false;
        }
        String head = text.substring(start, Math.min(end, start + 64));
        if (field.group("open") != null) {
            return !head.startsWith("${") && !head.startsWith("<");
        }
        if (NO_SECRET.matcher(head).matches()) {
            return false;
        }
        boolean sentence = ":".equals(field.group("separator")) && field.group("named") == null;
        return !sentence || (field.group("plain") != null && looksLikeValue(text, head, end));
    }

    /** After a colon an ordinary word may follow ("password: must not be empty"); a value stands alone, is odd or long. */
    private static boolean looksLikeValue(String text, String head, int end) {
        return end == text.length()
                || text.charAt(end) != ' '
                || head.length() >= LONG_WORD
                || !head.chars().allMatch(Character::isLetter);
    }

    private static int bareEnd(String text, int start) {
        int end = start;
        while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /**
     * The closing quote stands behind as many backslashes as the opening one, give or take the value's own: a document
     * within a string has one level of them more. Without a closing quote, all of the rest is the value.
     */
    private static int quotedEnd(String text, int start, String open) {
        char quote = open.charAt(open.length() - 1);
        int level = open.length() - 1;
        int slashes = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote && slashes >= level && (slashes - level) % (2 * (level + 1)) == 0) {
                return i - level;
            }
            slashes = c == '\\' ? slashes + 1 : 0;
        }
        return text.length();
    }
}
