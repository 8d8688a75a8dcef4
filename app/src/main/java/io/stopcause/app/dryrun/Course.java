package io.stopcause.app.dryrun;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.incident.Narrator;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.app.replay.StoryFile;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Tick;
import io.stopcause.notifier.DryRun;
import io.stopcause.notifier.DryRun.Sent;
import io.stopcause.notifier.NotifierConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a history under one rule set and one configuration of who is told.
 *
 * @param ruleSet version of the rules
 * @param analysis what it amounts to at its end
 * @param known every incident that was known at any time, as it was last, by id
 * @param sent what would have been sent, the first first
 */
public record Course(String ruleSet, Analysis analysis, SortedMap<String, Incident> known, List<Sent> sent) {

    /** What waits to be told together is waited for, that long after the last record. */
    private static final Duration AFTERWARDS = Duration.ofHours(1);

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration LONG_STEP = Duration.ofMinutes(10);

    public Course {
        known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
        sent = List.copyOf(sent);
    }

    /** Plays what was recorded in the order of its times; time alone is looked at every minute, and every ten where no record comes for long. */
    public static Course of(Recorder recorder, Judge judge, NotifierConfig config) {
        try (StoryFile stories = new StoryFile()) {
            Play play = new Play(new Engine(judge, stories, StoryFile.AT_HAND), config);
            recorder.records().play(play::take);
            play.end();
            return new Course(judge.rules().version(), play.engine.result(), play.known, play.sent);
        }
    }

    /** One play, while it goes on. */
    private static final class Play {
        private final Engine engine;
        private final DryRun told;
        private final SortedMap<String, Incident> known = new TreeMap<>();
        private final List<Sent> sent = new ArrayList<>();
        private Optional<Instant> now = Optional.empty();

        Play(Engine engine, NotifierConfig config) {
            this.engine = engine;
            this.told = new DryRun(config);
        }

        void take(Instant time, Event record) {
            now.ifPresent(last -> pass(last, time));
            now = Optional.of(time);
            engine.accept(record);
            tell(time);
        }

        /** Full minutes pass, later on full tens of them; where nothing waits for them, all at once. */
        private void pass(Instant from, Instant to) {
            Instant last = to.truncatedTo(ChronoUnit.MINUTES);
            Instant minute = from.truncatedTo(ChronoUnit.MINUTES).plus(STEP);
            while (!minute.isAfter(last)) {
                engine.accept(new Tick(minute.minusMillis(1)));
                tell(minute);
                Duration since = Duration.between(from, minute);
                Instant next = minute.plus(since.compareTo(LONG_STEP) < 0 ? STEP : LONG_STEP);
                minute = minute.equals(last) || (engine.isRestless() && !next.isAfter(last)) ? next : last;
            }
        }

        void end() {
            now.ifPresent(last -> {
                engine.end(last);
                Instant after = last.plus(Narrator.GRACE);
                tell(after);
                sent.addAll(told.until(after.plus(AFTERWARDS)));
            });
        }

        private void tell(Instant time) {
            engine.changes().forEach(incident -> {
                known.put(incident.id(), incident);
                sent.addAll(told.take(incident, time));
            });
        }
    }
}
