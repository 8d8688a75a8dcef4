package io.stopcause.analyzer.rule;

import java.util.function.Supplier;

/**
 * A file that a rule stands in.
 *
 * @param file its path; for what comes with stopcause, the path below its rules
 * @param text all of it, read when it is asked for
 * @param shipped whether it comes with stopcause
 */
public record Source(String file, Supplier<String> text, boolean shipped) {

    Source(String file, String content, boolean shipped) {
        this(file, () -> content, shipped);
    }

    /** All of it. */
    public String content() {
        return text.get();
    }
}
