package io.stopcause.notifier.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.stopcause.model.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A condition on one label, in the syntax of Prometheus Alertmanager: {@code severity="critical"},
 * {@code cause=~"arch-.*|os-.*"}, {@code service!=nginx}. Regular expressions are RE2's and match the whole value.
 *
 * @param label one of {@link Labels#NAMES}
 * @param operator how it compares
 * @param value text or expression
 * @param pattern compiled, for the operators that want one
 */
public record Matcher(String label, Operator operator, String value, Optional<Pattern> pattern) {

    /** How a label is compared. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        NOT_MATCHES("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        boolean isExpression() {
            return this == MATCHES || this == NOT_MATCHES;
        }

        static Optional<Operator> of(String sign) {
            return Arrays.stream(values())
                    .filter(operator -> operator.sign.equals(sign))
                    .findFirst();
        }
    }

    /** A text that is no list of matchers; the message says what is wrong with it. */
    public static final class SyntaxException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String problem;

        SyntaxException(String problem) {
            super(problem);
            this.problem = problem;
        }

        /** What is wrong, in words. */
        public String problem() {
            return problem;
        }
    }

    /**
     * Reads one matcher, or several with commas between them and perhaps braces around them.
     *
     * @throws SyntaxException if it cannot be read, or no incident has such a label
     */
    public static List<Matcher> parse(String text) {
        return new MatcherParser(text).parse();
    }

    static Matcher of(String label, String sign, String value) {
        if (!Labels.NAMES.contains(label)) {
            throw new SyntaxException(Nearest.unknown("label", label, Labels.NAMES));
        }
        Operator operator = Operator.of(sign)
                .orElseThrow(() -> new SyntaxException("unknown operator '" + sign + "'; one of "
                        + Arrays.stream(Operator.values()).map(o -> o.sign).collect(Collectors.joining(" "))));
        try {
            return new Matcher(
                    label,
                    operator,
                    value,
                    operator.isExpression() ? Optional.of(Pattern.compile(value)) : Optional.empty());
        } catch (PatternSyntaxException e) {
            throw new SyntaxException("bad regular expression '" + value + "': " + e.getDescription());
        }
    }

    /** Whether these labels meet the condition. */
    public boolean matches(Map<String, String> labels) {
        String actual = labels.getOrDefault(label, "");
        boolean same = pattern.map(expression -> expression.matches(actual)).orElseGet(() -> actual.equals(value));
        return same == (operator == Operator.EQUAL || operator == Operator.MATCHES);
    }

    @Override
    public String toString() {
        return label + operator.sign + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
