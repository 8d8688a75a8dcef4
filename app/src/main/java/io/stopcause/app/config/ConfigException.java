package io.stopcause.app.config;

import java.util.List;

/** A configuration that cannot be used; the message lists every problem with its file and line. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ConfigException(List<String> problems) {
        super((problems.size() == 1 ? "1 problem" : problems.size() + " problems") + " in the configuration\n"
                + String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each: {@code file:line: path: what is wrong}. */
    public List<String> problems() {
        return problems;
    }
}
