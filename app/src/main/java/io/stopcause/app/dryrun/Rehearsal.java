package io.stopcause.app.dryrun;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.app.replay.EventTee;
import io.stopcause.app.replay.History;
import io.stopcause.app.replay.LogRates;
import io.stopcause.app.replay.Replay;
import io.stopcause.app.replay.StoryFile;
import io.stopcause.ingest.Accounting;
import io.stopcause.notifier.DryRun.Sent;
import io.stopcause.notifier.NotifierConfig;
import java.time.Clock;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A replay with what would have been sent meanwhile. There is nothing in it that could send.
 *
 * @param sent the first first
 */
public record Rehearsal(Replay replay, List<Sent> sent) {

    public Rehearsal {
        sent = List.copyOf(sent);
    }

    /**
     * Reads everything once, works it out, and plays it in the order of its times.
     *
     * @param clock for records of standard input that tell no time, and for nothing else
     * @param progress told how many records have been read so far
     * @throws io.stopcause.ingest.file.MissingInputException if a path does not exist
     */
    public static Rehearsal of(
            History history, Judge judge, NotifierConfig config, Clock clock, LongConsumer progress) {
        try (Recorder recorder = new Recorder(List.of(judge));
                StoryFile stories = new StoryFile()) {
            Engine engine = new Engine(judge, stories, StoryFile.AT_HAND);
            EventTee tee = new EventTee(engine::accept, recorder, history.window(), progress);
            LogRates rates = new LogRates(tee, history.window());
            Accounting accounting = history.read(rates, clock);
            tee.used().ifPresent(span -> engine.end(span.last()));
            Analysis analysis = engine.result();
            Replay replay = new Replay(
                    analysis,
                    accounting,
                    judge.rules().version(),
                    tee.met(),
                    tee.used(),
                    tee.outside(),
                    rates.rates(analysis.histories()));
            return new Rehearsal(replay, Course.of(recorder, judge, config).sent());
        }
    }
}
