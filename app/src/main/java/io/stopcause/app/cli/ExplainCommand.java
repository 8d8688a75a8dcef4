package io.stopcause.app.cli;

import io.stopcause.analyzer.Explainer;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stopcause explain}: what does this line, reason or event mean? */
@Command(
        name = "explain",
        description = "Say what a log line, a stop reason or an event means, and what to do.",
        footer = {
            "",
            "Examples:",
            "  stopcause explain \"exec /docker-entrypoint.sh: exec format error\"",
            "  stopcause explain --surface task.stoppedReason \"CannotPullContainerError: ...\"",
            "  docker logs app 2>&1 | stopcause explain",
            "  stopcause explain --jsonl < lines.jsonl",
            "",
            "With --jsonl, each line of standard input is {\"id\",\"surface\",\"text\"} or a whole event, and each",
            "line of output {\"id\",\"cause\",\"alternatives\",\"confidence\",\"title\",\"rule\",\"remediation\"};",
            "the cause is null where nothing has failed, and \"unknown\" where the text does not say why."
        })
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "The text; without it, standard input is read.")
    private List<String> words = List.of();

    @Option(
            names = "--surface",
            paramLabel = "WHERE",
            completionCandidates = SurfaceNames.class,
            converter = SurfaceNames.class,
            description = "Where the text stood: ${COMPLETION-CANDIDATES}. Default: app.log.")
    private Surface surface = Surface.APP_LOG;

    @Option(names = "--jsonl", description = "Read and write one JSON object a line.")
    private boolean jsonl;

    /** The names of surfaces, on the command line the same as everywhere. */
    static final class SurfaceNames implements Iterable<String>, picocli.CommandLine.ITypeConverter<Surface> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(Surface.values()).map(Surface::wire).iterator();
        }

        @Override
        public Surface convert(String name) {
            try {
                return Surface.of(name);
            } catch (IllegalArgumentException e) {
                throw new picocli.CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (jsonl && !words.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--jsonl reads standard input; leave the text out");
        }
        if (!jsonl && words.isEmpty() && terminal.inputIsTerminal()) {
            throw new ParameterException(spec.commandLine(), "explain what? Give a text, or pipe one in");
        }
        Explainer explainer = new Explainer(rules.load());
        if (jsonl) {
            return new JsonLines(explainer, surface, terminal).run();
        }
        String text = words.isEmpty()
                ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
                : String.join(" ", words);
        terminal.out().print(ExplanationText.of(explainer.explain(surface, text)));
        return ExitCode.FINE;
    }
}
