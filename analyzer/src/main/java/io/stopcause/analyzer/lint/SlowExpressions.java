package io.stopcause.analyzer.lint;

import com.google.re2j.Pattern;
import io.stopcause.analyzer.lint.Expressions.Written;
import io.stopcause.analyzer.match.LiteralSet;
import io.stopcause.analyzer.match.Literals;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;

/** Expressions that cost much: without a literal every text reaches them, and what repeats without a bound runs long. */
final class SlowExpressions implements Look {

    private static final int SHORT = 4;
    private static final int LARGE = 4_000;
    private static final int MOST_REPEATS = 600;
    private static final java.util.regex.Pattern UNBOUNDED = java.util.regex.Pattern.compile("(?<!\\\\)\\.[*+]");
    private static final java.util.regex.Pattern COUNTED = java.util.regex.Pattern.compile("\\{(?:\\d+,)?(\\d+)}");

    @Override
    public void at(Subject subject, Consumer<Fault> faults) {
        for (Written each : Expressions.all(subject.rules())) {
            literals(subject, each, faults);
            if (UNBOUNDED.matcher(each.source()).results().count() > 1) {
                faults.accept(subject.warning(
                        each.rule(),
                        each.pointer(),
                        "unbounded",
                        "'.*' stands more than once in '" + each.source() + "': give it a bound, such as '.{0,80}'"));
            }
            size(subject, each, faults);
        }
    }

    private static void literals(Subject subject, Written each, Consumer<Fault> faults) {
        List<List<LiteralSet>> needed = Literals.required(each.source(), Literals.LEAST);
        if (needed.isEmpty()) {
            faults.accept(subject.warning(
                    each.rule(),
                    each.pointer(),
                    "slow",
                    "'" + each.source() + "' needs no literal of at least " + Literals.LEAST
                            + " letters, so every text reaches it: ask for a word in each of its branches"));
        } else if (needed.stream().anyMatch(SlowExpressions::isShort)) {
            faults.accept(subject.warning(
                    each.rule(),
                    each.pointer(),
                    "slow",
                    "'" + each.source() + "' has a branch whose longest literal is shorter than " + SHORT
                            + " letters, so many texts reach it: ask for a longer word"));
        }
    }

    private static boolean isShort(List<LiteralSet> branch) {
        return branch.stream().noneMatch(set -> set.literals().stream().allMatch(literal -> literal.length() >= SHORT));
    }

    private static void size(Subject subject, Written each, Consumer<Fault> faults) {
        Matcher counted = COUNTED.matcher(each.source());
        while (counted.find()) {
            if (counted.group(1).length() > 4 || Integer.parseInt(counted.group(1)) > MOST_REPEATS) {
                faults.accept(subject.error(
                        each.rule(),
                        each.pointer(),
                        "unbounded",
                        "repeats up to " + counted.group(1) + " times: at most " + MOST_REPEATS + " are in reason"));
            }
        }
        int size = Pattern.compile(each.source(), Pattern.CASE_INSENSITIVE).programSize();
        if (size > LARGE) {
            faults.accept(subject.error(
                    each.rule(),
                    each.pointer(),
                    "slow",
                    "compiles to " + size + " instructions, and at most " + LARGE
                            + " are in reason: repeat less, or write two expressions"));
        }
    }
}
