package io.stopcause.console.live;

import io.stopcause.console.page.TablesView;
import io.stopcause.console.page.TablesView.Column;
import io.stopcause.console.page.TablesView.Line;
import io.stopcause.console.page.TablesView.Table;
import io.stopcause.console.postmortem.Clip;
import io.stopcause.console.postmortem.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How stopcause itself is: how far it has read, what it could not use, and whether an invented failure comes through. */
final class PipelineView {

    private static final int MOST_CONTENT = 300;

    private PipelineView() {}

    static TablesView of(Ledger.Pipeline pipeline, List<String> problems, Instant now) {
        return new TablesView(
                "Pipeline",
                "live",
                List.of(
                        new Line("Problems", problems.isEmpty() ? "None" : String.join("; ", problems)),
                        new Line(
                                "Canary",
                                pipeline.canary()
                                        .map(seen -> "last came through " + ago(seen, now))
                                        .orElse("none has come through; it is switched on by a receiver of its kind")),
                        new Line("Dead letters", Words.count(pipeline.deadCount(), "record") + " could not be used")),
                List.of(sources(pipeline, now), dead(pipeline)),
                "Lag is the time since the event up to which a source has been read. All times are UTC.");
    }

    private static String ago(Instant time, Instant now) {
        return Words.duration(Duration.between(time, now)) + " ago, " + Words.moment(time);
    }

    private static Table sources(Ledger.Pipeline pipeline, Instant now) {
        return new Table(
                "Sources",
                "No source has read anything yet.",
                List.of(Column.text("Source"), Column.text("Read up to"), Column.text("Lag")),
                pipeline.sources().stream()
                        .map(source -> List.of(
                                source.source(),
                                Words.moment(source.time()),
                                Words.duration(Duration.between(source.time(), now))))
                        .toList());
    }

    private static Table dead(Ledger.Pipeline pipeline) {
        return new Table(
                "Dead letters",
                "None: everything that was read could be used.",
                List.of(Column.text("When"), Column.text("Place"), Column.text("Reason"), Column.text("Begins with")),
                pipeline.dead().stream()
                        .map(letter -> List.of(
                                Words.shortMoment(letter.time()),
                                Clip.title(letter.place()),
                                Clip.title(letter.reason()),
                                letter.content()
                                        .substring(
                                                0,
                                                Math.min(
                                                        MOST_CONTENT,
                                                        letter.content().length()))))
                        .toList());
    }
}
