package io.stopcause.analyzer.lint;

import io.stopcause.analyzer.match.Choice;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Rules that call an ordinary line a failure. */
public final class OrdinaryLines implements Look {

    private static final String FILE = "/lint/ordinary-lines.txt";

    /** A line that nobody would be told of. */
    public record Line(Surface surface, String text) {}

    @Override
    public void at(Subject subject, Consumer<Fault> faults) {
        for (Line line : all()) {
            List<Hit> hits = subject.judge().judge(line.surface(), line.text());
            Choice.of(hits, subject.rules())
                    .map(Choice::hit)
                    .filter(hit -> !hit.rule().isNormal())
                    .ifPresent(hit -> faults.accept(subject.error(
                            hit.rule().id(),
                            "/match/" + hit.rule().match().indexOf(hit.match()),
                            "broad",
                            "calls an ordinary line a failure, by '" + hit.text() + "' in '" + line.text()
                                    + "': ask for more of the wording, or add an 'unless'")));
        }
    }

    /** A sample of what applications, agents and ECS say all day. */
    public static List<Line> all() {
        try (InputStream in = OrdinaryLines.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the ordinary lines are missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t", 2))
                    .map(columns -> new Line(Surface.of(columns[0]), columns[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
