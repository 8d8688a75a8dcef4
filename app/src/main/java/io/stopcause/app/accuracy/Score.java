package io.stopcause.app.accuracy;

import java.util.List;

/**
 * How many of some answers are right.
 *
 * @param failures texts with a cause
 * @param topOne of these, where the first cause is right
 * @param topThree of these, where one of the first three is
 * @param family of these, where the first cause is of a right family
 * @param quiet texts where nothing is wrong
 * @param falseAlarms of all texts that nobody should be alarmed about
 */
public record Score(int failures, int topOne, int topThree, int family, int quiet, int falseAlarms) {

    static Score of(List<Judged> answers) {
        List<Judged> failures =
                answers.stream().filter(each -> !each.text().causes().isEmpty()).toList();
        return new Score(
                failures.size(),
                count(failures.stream().map(Judged::right).toList()),
                count(failures.stream().map(Judged::topThree).toList()),
                count(failures.stream().map(Judged::familyRight).toList()),
                answers.size() - failures.size(),
                count(answers.stream().map(Judged::isFalseAlarm).toList()));
    }

    private static int count(List<Boolean> held) {
        return (int) held.stream().filter(each -> each).count();
    }

    /** The share of failures whose first cause is right; 1 where there is no failure. */
    public double topOneShare() {
        return failures == 0 ? 1 : (double) topOne / failures;
    }
}
