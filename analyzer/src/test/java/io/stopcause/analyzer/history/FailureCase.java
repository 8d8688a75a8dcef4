package io.stopcause.analyzer.history;

import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.model.Severity;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What proves a cause.
 *
 * @param way how it shows: the name of a surface for a text, {@code exit} for an exit code, {@code event} for an event
 *     as it is, {@code silence} for an event after which nothing more comes
 * @param text the text, code or event; may have blanks for values
 * @param paged whether somebody is told of it, or it is only a finding
 * @param origin where it comes from: a rule's test, or a line of {@code history/failures.tsv}
 */
record FailureCase(String cause, String way, String text, boolean paged, String origin) {

    private static final String FILE = "/history/failures.tsv";

    /** Where ECS itself says what only becomes a finding; in a log nobody would look for one. */
    private static final Set<Surface> OF_FINDINGS = Set.of(Surface.TASK_STOPPED_REASON);

    /**
     * Each positive test of the rules that is a plain text, and each line of the file of templates. Causes take turns, so
     * that any number of them from the start holds as many causes as can be.
     */
    static List<FailureCase> all(RuleSet rules) {
        Map<String, List<FailureCase>> byCause = new TreeMap<>();
        Stream.concat(templates(rules), tests(rules))
                .forEach(each -> byCause.computeIfAbsent(each.cause, cause -> new ArrayList<>())
                        .add(each));
        List<FailureCase> turns = new ArrayList<>();
        int most = byCause.values().stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < most; turn++) {
            int number = turn;
            byCause.values().stream()
                    .filter(cases -> number < cases.size())
                    .map(cases -> cases.get(number))
                    .forEach(turns::add);
        }
        return turns;
    }

    private static Stream<FailureCase> tests(RuleSet rules) {
        return rules.rules().stream().filter(rule -> !rule.isNormal()).flatMap(rule -> IntStream.range(
                        0, rule.tests().size())
                .mapToObj(number -> of(rule, number))
                .flatMap(Optional::stream));
    }

    private static Stream<FailureCase> templates(RuleSet rules) {
        return Phrases.read(FILE).stream().map(line -> {
            String[] column = line.split("\t", 3);
            boolean paged = rules.forCause(column[0])
                    .filter(rule -> rule.severity() != Severity.INFO)
                    .isPresent();
            return new FailureCase(column[0], column[1], column[2], paged, FILE + ": " + line);
        });
    }

    private static Optional<FailureCase> of(Rule rule, int number) {
        RuleTest test = rule.tests().get(number);
        Surface surface = test.on().orElse(Surface.APP_LOG);
        boolean paged = rule.severity() != Severity.INFO;
        return test.text()
                .filter(text -> test.kind() == RuleTest.Kind.POSITIVE && !text.startsWith("{"))
                .filter(text -> paged || OF_FINDINGS.contains(surface))
                .flatMap(text -> test.expect()
                        .map(cause -> new FailureCase(
                                cause, surface.wire(), text, paged, "test " + (number + 1) + " of " + rule.id())));
    }
}
