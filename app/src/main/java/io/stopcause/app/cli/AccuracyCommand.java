package io.stopcause.app.cli;

import io.stopcause.app.accuracy.Accuracy;
import io.stopcause.app.accuracy.LabelledFiles;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stopcause rules accuracy}: how often the first cause is right, and whether the confidence can be believed. */
@Command(
        name = "accuracy",
        description =
                "Hold the rules against texts whose cause is known: how often they are right, how often they alarm"
                        + " about nothing, and how often a verdict of some confidence is right.",
        footer = {
            "",
            "Each line is {\"id\",\"surface\",\"text\",\"causes\"}. Where several causes are given, each is right;",
            "where none is, nothing is wrong and nothing may be alarmed. Each text is judged alone.",
            "",
            "Examples:",
            "  stopcause rules accuracy examples/labelled",
            "  stopcause rules accuracy mine.jsonl --rules my-rules --misses --min 0.95"
        })
final class AccuracyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "Labelled texts; a directory stands for its .jsonl files.")
    private List<Path> paths = List.of();

    @Option(names = "--misses", description = "List what is not right.")
    private boolean misses;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--min",
            paramLabel = "SHARE",
            description =
                    "Exit with 1 if the first cause is right in less than this share of the failures, from 0 to 1.")
    private Optional<Double> min = Optional.empty();

    AccuracyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        min.filter(share -> !(share >= 0 && share <= 1)).ifPresent(share -> {
            throw new ParameterException(spec.commandLine(), "--min " + share + " must lie between 0 and 1");
        });
        Accuracy accuracy = Accuracy.of(LabelledFiles.read(paths), rules.load());
        if (json) {
            terminal.out().println(Json.write(accuracy));
        } else {
            terminal.out().print(AccuracyText.of(accuracy));
            if (misses) {
                terminal.out().print(AccuracyText.misses(accuracy));
            }
        }
        return min.filter(share -> accuracy.all().topOneShare() < share).isPresent() ? ExitCode.FOUND : ExitCode.FINE;
    }
}
