package io.stopcause.app.demo;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.replay.Replay;
import io.stopcause.app.replay.Report;
import io.stopcause.app.replay.Span;
import io.stopcause.console.live.IncidentBoard;
import io.stopcause.ingest.kafka.KafkaSink;
import io.stopcause.ingest.kafka.TickSender;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.receiver.Surroundings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Plays the recorded evening through the whole pipeline, in this process and without anything outside it: files, Kafka,
 * analyzer, messages, live page, post-mortem.
 */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STAY = Duration.ofDays(1);

    private final Show show;
    private final Directories directories;
    private final Curtain curtain;

    /**
     * What is shown to whom.
     *
     * @param surroundings everything is shown where it prints
     * @param receivers who is told of incidents
     * @param speed recorded seconds a second; above 0
     * @param once whether it ends by itself; else the live page stays until the curtain falls
     */
    public record Show(Surroundings surroundings, NotifierConfig receivers, double speed, boolean once) {

        private PrintStream out() {
            return surroundings.out();
        }
    }

    /**
     * Where things lie.
     *
     * @param work existing and empty: Kafka's records, the unpacked recording
     * @param report where the post-mortem is written
     */
    public record Directories(Path work, Path report) {}

    /** How it went. */
    public enum Outcome {
        /** Every point of the story was told. */
        TOLD,
        /** A point was not told. */
        INCOMPLETE,
        /** The curtain fell before the end. */
        STOPPED
    }

    public Demo(Show show, Directories directories, Curtain curtain) {
        this.show = show;
        this.directories = directories;
        this.curtain = curtain;
    }

    /**
     * Plays it from the first event to the end of the last incident.
     *
     * @throws IOException if a directory cannot be written
     * @throws DemoException if a part of the pipeline has failed
     */
    public Outcome play() throws IOException, InterruptedException {
        Evening evening =
                Evening.unpack(Files.createDirectories(directories.work().resolve("recording")));
        try (Stage stage = new Stage(directories.work().resolve("data"), show.receivers(), show.surroundings())) {
            stage.awaitReady(PATIENCE);
            show.out().println(Telling.opening(evening.recording(), stage.page()));
            if (!play(evening.recording(), stage)) {
                return Outcome.STOPPED;
            }
            awaitEnd(stage);
            StoryPoints story = story(stage.board());
            show.out().println(Telling.closing(story, stage.messages().count(), report(evening, stage.board())));
            if (!show.once()) {
                stay(stage);
            }
            return story.complete() ? Outcome.TOLD : Outcome.INCOMPLETE;
        }
    }

    private boolean play(Recording recording, Stage stage) throws InterruptedException {
        try (KafkaSink sink = KafkaSink.open(stage.client(), "demo");
                TickSender ticks = TickSender.open(stage.client())) {
            Pace pace = new Pace(show.speed(), LONGEST_PAUSE);
            return new Player(sink, ticks, audience(stage)).play(recording, pace, curtain);
        }
    }

    private Player.Audience audience(Stage stage) {
        return new Player.Audience() {
            @Override
            public void see(Moment moment) {
                Telling.moment(moment).ifPresent(show.out()::println);
            }

            @Override
            public void rest() {
                stage.awaitQuiet(REST);
            }
        };
    }

    /** Until all has been told and nothing changes any more; what is untold when patience ends stays untold. */
    private static void awaitEnd(Stage stage) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            stage.awaitQuiet(REST);
            IncidentBoard.Snapshot board = stage.board();
            if (story(board).complete() && stage.messages().toldTheEndOf(board.incidents())) {
                return;
            }
        }
    }

    private static StoryPoints story(IncidentBoard.Snapshot board) {
        return new StoryPoints(board.incidents(), board.findings());
    }

    private Path report(Evening evening, IncidentBoard.Snapshot end) throws IOException {
        Recording recording = evening.recording();
        Optional<Span> span = Optional.of(new Span(recording.start(), recording.end()));
        Replay replay = new Replay(
                new Analysis(end.incidents(), end.findings(), end.histories(), List.of()),
                evening.accounting(),
                RuleSet.shipped().version(),
                span,
                span,
                0,
                List.of());
        new Report(replay).write(directories.report(), EnumSet.allOf(Report.Format.class));
        return directories.report().resolve("postmortem.html").toAbsolutePath();
    }

    private void stay(Stage stage) throws InterruptedException {
        show.out().println("The live page stays at " + stage.page() + " until you press Ctrl-C.");
        show.out().flush();
        while (!curtain.fallsWithin(STAY)) {
            show.out().flush();
        }
    }
}
