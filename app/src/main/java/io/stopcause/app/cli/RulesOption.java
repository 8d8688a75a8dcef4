package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.RuleSet;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which rules a command uses. */
final class RulesOption {

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Directory with rules to use instead of the ones that come with stopcause.")
    private Optional<Path> directory = Optional.empty();

    RuleSet load() {
        return directory.map(RuleSet::load).orElseGet(RuleSet::shipped);
    }
}
