package io.stopcause.analyzer.rule;

import java.util.List;

/** A rule set that is refused as a whole; the message lists every problem with its file and line. */
public final class RuleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public RuleException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each. */
    public List<String> problems() {
        return problems;
    }
}
