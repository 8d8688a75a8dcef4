package io.stopcause.app.rules;

import io.stopcause.analyzer.lint.OrdinaryLines;
import io.stopcause.analyzer.lint.OrdinaryLines.Line;
import io.stopcause.analyzer.match.EventText;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Texts to measure rules on: what is read from files, or a sample that is the same at each run. */
public final class CostRecords implements Sink {

    /** More than that only takes longer. */
    public static final int MOST = 50_000;

    private static final int SAMPLE = 10_000;
    private static final int FAILURES_IN_THOUSAND = 20;
    private static final long SEED = 4711;

    private final List<Line> lines = new ArrayList<>();
    private long read;

    /** Ordinary lines with other numbers in each, and among a thousand of them twenty of what rules are made for. */
    public static List<Line> sample(RuleSet withTests) {
        Random random = new Random(SEED);
        List<Line> ordinary = OrdinaryLines.all();
        List<Line> failures = withTests.rules().stream()
                .flatMap(rule -> rule.tests().stream())
                .filter(test -> test.kind() == RuleTest.Kind.POSITIVE)
                .flatMap(test ->
                        test.text().stream().map(text -> new Line(test.on().orElse(Surface.APP_LOG), text)))
                .toList();
        List<Line> sample = new ArrayList<>();
        for (int i = 0; i < SAMPLE; i++) {
            boolean fails = !failures.isEmpty() && random.nextInt(1_000) < FAILURES_IN_THOUSAND;
            sample.add(
                    fails
                            ? failures.get(random.nextInt(failures.size()))
                            : varied(ordinary.get(random.nextInt(ordinary.size())), random));
        }
        return sample;
    }

    private static Line varied(Line line, Random random) {
        String text = line.text()
                .chars()
                .map(letter -> letter >= '1' && letter <= '9' ? '1' + random.nextInt(9) : letter)
                .mapToObj(letter -> String.valueOf((char) letter))
                .collect(Collectors.joining());
        return new Line(line.surface(), text);
    }

    /** What has been read, at most {@value #MOST}. */
    public List<Line> lines() {
        return lines;
    }

    /** How many texts there were. */
    public long read() {
        return read;
    }

    private void add(Surface surface, String text) {
        read++;
        if (lines.size() < MOST) {
            lines.add(new Line(surface, text));
        }
    }

    @Override
    public void logs(LogBatch batch) {
        batch.lines().forEach(line -> add(batch.source().surface(), line.message()));
    }

    @Override
    public void event(AwsEvent event) {
        EventText.of(event).forEach(text -> add(text.surface(), text.text()));
    }

    @Override
    public void answer(Answer answer) {
        // An answer holds no text that a rule looks at.
    }

    @Override
    public void dead(DeadLetter letter) {
        // Counted, with its place, where it was met.
    }
}
