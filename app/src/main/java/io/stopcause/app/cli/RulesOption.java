package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.rules.RuleSource;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which rules a command uses. */
final class RulesOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Directory with rules of your own, which add to, override, extend or mute the ones that come"
                    + " with stopcause.")
    private Optional<Path> added = Optional.empty();

    @Option(
            names = "--only-rules",
            paramLabel = "DIR",
            description = "Directory with rules to use instead of the ones that come with stopcause.")
    private Optional<Path> only = Optional.empty();

    RuleSet load() {
        return source(Optional.empty()).load();
    }

    RuleSet loadWithTests() {
        return source(Optional.empty()).loadWithTests();
    }

    /** @param positional a directory given without an option, which means {@code --rules} */
    RuleSource source(Optional<Path> positional) {
        if (positional.isPresent() && added.isPresent()) {
            throw new ParameterException(spec.commandLine(), "give one directory, either alone or with --rules");
        }
        Optional<Path> directory = positional.or(() -> added);
        if (directory.isPresent() && only.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--rules adds to the shipped rules and --only-rules leaves them out; give one");
        }
        return new RuleSource(directory, only);
    }
}
