package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.stopcause.model.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.event.ruler.RuleCompiler;

/** What is wrong with a rule that could be read: names that do not exist, expressions that do not compile. */
final class RuleValidation {

    private static final long MAX_WITHIN = 86_400;
    private static final int MAX_COUNT = 50;
    private static final int MAX_STEPS = 4;

    private final Source source;
    private final Set<String> causes;
    private final List<String> problems = new ArrayList<>();

    private RuleValidation(Source source, Set<String> causes) {
        this.source = source;
        this.causes = causes;
    }

    static List<String> problems(Source source, Rule rule, Set<String> causes) {
        RuleValidation validation = new RuleValidation(source, causes);
        validation.check(rule);
        return validation.problems;
    }

    static List<String> problems(Source source, HarmlessRule rule) {
        RuleValidation validation = new RuleValidation(source, Set.of());
        rule.line().forEach(validation::expression);
        rule.unless().forEach(validation::expression);
        rule.cure().forEach(validation::expression);
        return validation.problems;
    }

    private void check(Rule rule) {
        cause("cause", rule.cause());
        rule.explains().forEach(cause -> cause("cause in 'explains'", cause));
        if (rule.match().isEmpty() && !Causes.isBlindSpot(rule.cause())) {
            report("match", "a rule needs at least one entry under 'match'");
        }
        rule.match().forEach(this::check);
        for (RuleTest test : rule.tests()) {
            test.expect().ifPresent(cause -> cause("cause in 'expect'", cause));
        }
    }

    private void check(Match match) {
        boolean hasEvent = !match.event().isMissingNode();
        int kinds = (hasEvent ? 1 : 0)
                + (match.text().isEmpty() ? 0 : 1)
                + (match.blind().isPresent() ? 1 : 0)
                + (match.ended().isEmpty() ? 0 : 1);
        if (kinds != 1) {
            report("match", "an entry needs one of 'text', 'event', 'ended' and 'blind'");
        }
        match.blind().ifPresent(cause -> cause("cause in 'blind'", cause));
        if (!(match.confidence() >= 0 && match.confidence() <= 1)) {
            report("confidence:", "confidence must lie between 0 and 1");
        }
        match.text().forEach(this::expression);
        match.all().forEach(this::expression);
        match.unless().forEach(this::expression);
        match.alternatives().forEach(cause -> cause("cause in 'alternatives'", cause));
        if (hasEvent) {
            pattern("event:", match.event());
        }
        match.ended().stream()
                .filter(cause -> !cause.equals(Match.FAILED))
                .forEach(cause -> cause("cause in 'ended'", cause));
        correlation(match);
    }

    private void correlation(Match match) {
        int kinds = (int) Stream.of(match.count(), match.sequence(), match.absence())
                .filter(Optional::isPresent)
                .count();
        if (kinds > 1 || (kinds == 1 && match.blind().isPresent())) {
            report("match", "an entry may have one of 'count', 'sequence' and 'absence', and none with 'blind'");
        }
        match.count().ifPresent(this::check);
        match.sequence().ifPresent(sequence -> {
            within("sequence:", sequence.within());
            if (sequence.then().isEmpty() || sequence.then().size() > MAX_STEPS) {
                report("sequence:", "needs 1 to " + MAX_STEPS + " events under 'then'");
            }
        });
        match.absence().ifPresent(absence -> within("absence:", absence.within()));
        match.further().forEach(this::check);
        match.by().ifPresent(by -> by(match, by));
        if (!match.ended().isEmpty() && match.count().isEmpty()) {
            report("ended:", "needs a 'count' beside it");
        }
    }

    private void check(Count count) {
        within("count:", count.within());
        if (count.raise() < 2 || count.raise() > MAX_COUNT) {
            report("raise:", "'raise' must lie between 2 and " + MAX_COUNT);
        }
        count.clear()
                .filter(clear -> clear < 0 || clear >= count.raise())
                .ifPresent(clear -> report("clear:", "'clear' must lie between 0 and 'raise'"));
    }

    private void check(Step step) {
        boolean hasEvent = !step.event().isMissingNode();
        if (hasEvent == !step.text().isEmpty()) {
            report("match", "what follows needs either 'text' or an event pattern");
        }
        if (hasEvent) {
            pattern("of:", step.event());
        }
        step.text().forEach(this::expression);
        step.unless().forEach(this::expression);
    }

    private void within(String near, long seconds) {
        if (seconds < 1 || seconds > MAX_WITHIN) {
            report(near, "'within' must lie between 1 and " + MAX_WITHIN + " seconds");
        }
    }

    /** Lines know their container and task, events their resource, and ended tasks their service. */
    private void by(Match match, By by) {
        boolean hasEvent = !match.event().isMissingNode()
                || match.further().stream().anyMatch(step -> !step.event().isMissingNode());
        boolean fits =
                switch (by) {
                    case CONTAINER -> !hasEvent && match.ended().isEmpty();
                    case TASK -> match.ended().isEmpty();
                    case RESOURCE -> match.text().isEmpty() && match.ended().isEmpty();
                    case SERVICE, SCOPE -> true;
                };
        if (!fits) {
            report("by:", "this entry cannot be correlated by " + by.name().toLowerCase(Locale.ROOT));
        }
    }

    private void pattern(String near, JsonNode pattern) {
        String problem = RuleCompiler.check(pattern.toString());
        if (problem != null) {
            report(near, "not an event pattern: " + problem.lines().findFirst().orElse(""));
        }
    }

    private void cause(String what, String name) {
        if (!causes.contains(name)) {
            report(name, Nearest.unknown(what, name, causes));
        }
    }

    private void expression(String expression) {
        try {
            Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            report(expression, "expression '" + expression + "': " + e.getDescription() + " (RE2 syntax)");
        }
    }

    private void report(String near, String problem) {
        problems.add(source.file() + ":" + line(source, near) + ": " + problem);
    }

    /** The line where a value stands, from 1; quoting in the file may hide it, then the first. */
    static int line(Source source, String value) {
        String content = source.content();
        int plain = content.indexOf(value);
        int at = plain >= 0 ? plain : content.indexOf(value.replace("'", "''"));
        return at < 0
                ? 1
                : 1
                        + (int) content.substring(0, at)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
    }
}
