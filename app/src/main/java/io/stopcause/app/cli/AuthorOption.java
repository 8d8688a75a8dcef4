package io.stopcause.app.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Who says so. */
final class AuthorOption {

    @Option(names = "--author", paramLabel = "NAME", description = "Who says so. Default: the user of this computer.")
    private Optional<String> author = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who wonder.")
    private String reason = "";

    String author() {
        return author.orElseGet(() -> System.getProperty("user.name", "somebody"));
    }

    String reason() {
        return reason;
    }
}
