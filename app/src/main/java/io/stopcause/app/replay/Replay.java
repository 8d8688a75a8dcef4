package io.stopcause.app.replay;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.console.timeline.LogRate;
import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.file.FileReading;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What a replay found.
 *
 * @param analysis incidents, findings and histories
 * @param accounting what was read and what could not be
 * @param ruleSet version of the rules
 * @param met the times of all records; absent where none tells one
 * @param used the times of those in the window
 * @param outside how many records lie outside the window
 * @param rates how much the logs said; counted for a document only
 */
public record Replay(
        Analysis analysis,
        Accounting accounting,
        String ruleSet,
        Optional<Span> met,
        Optional<Span> used,
        long outside,
        List<LogRate> rates) {

    public Replay {
        rates = List.copyOf(rates);
    }

    /**
     * Files that are replayed.
     *
     * @param paths files and directories; {@code -} is standard input
     * @param stdin read where the paths ask for it
     * @param window which of it counts
     * @param documented whether a document is made of it: then the input is hashed, and lines are counted over time
     */
    public record Input(List<Path> paths, InputStream stdin, Window window, boolean documented) implements History {

        public Input {
            paths = List.copyOf(paths);
        }

        /** @throws io.stopcause.ingest.file.MissingInputException if a path does not exist */
        @Override
        public Accounting read(Sink sink, Clock clock) {
            return FileReading.read(paths, stdin, sink, clock, documented);
        }
    }

    /**
     * Reads everything and works it out. The end of the records is the end of time: what is quiet by then is over.
     *
     * @param clock for records of standard input that tell no time, and for nothing else
     * @param progress told how many records have been read so far
     * @throws io.stopcause.ingest.file.MissingInputException if a path does not exist
     */
    public static Replay of(History history, RuleSet rules, Clock clock, LongConsumer progress) {
        return of(history, new Judge(rules), clock, progress);
    }

    /** The same with compiled rules, which several replays may share. */
    public static Replay of(History history, Judge judge, Clock clock, LongConsumer progress) {
        try (StoryFile stories = new StoryFile();
                FactFile facts = new FactFile()) {
            Engine engine = new Engine(judge, stories, StoryFile.AT_HAND, facts);
            List<String> literals = history.documented() ? LogRates.LITERALS : List.of();
            EngineSink sink = new EngineSink(engine, RuleScreen.of(judge, literals), history.window(), progress);
            LogRates rates = new LogRates(sink, history.window());
            Accounting accounting = history.read(history.documented() ? rates : sink, clock);
            sink.end();
            Window window = history.window();
            Analysis analysis = engine.result();
            return new Replay(
                    analysis,
                    accounting.within(
                            window.from().orElse(Instant.MIN), window.to().orElse(Instant.MAX)),
                    judge.rules().version(),
                    sink.met(),
                    sink.used(),
                    sink.outside(),
                    rates.rates(analysis.histories()));
        }
    }
}
