package io.stopcause.app.accuracy;

import io.stopcause.analyzer.Explanation;
import io.stopcause.analyzer.rule.Causes.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An answer held against the label.
 *
 * @param right whether the first cause is one of the label's; "unknown" is right too where the label leaves several
 *     open and one of them is among the alternatives
 * @param topThree whether one of the first three causes is
 * @param familyRight whether the first cause is at least of a right family
 * @param family of the label's first cause; empty where nothing is wrong
 */
record Judged(
        LabelledText text,
        Explanation answer,
        boolean right,
        boolean topThree,
        boolean familyRight,
        Optional<String> family) {

    private static final String UNKNOWN = "unknown";
    private static final int FIRST = 3;

    static Judged of(LabelledText text, Explanation answer, Map<String, Cause> causes) {
        List<String> named = new ArrayList<>(answer.cause().stream().toList());
        named.addAll(answer.alternatives());
        boolean open = answer.cause().filter(UNKNOWN::equals).isPresent()
                && text.causes().size() > 1
                && answer.alternatives().stream().anyMatch(text.causes()::contains);
        boolean right = text.causes().isEmpty()
                ? isSilent(answer)
                : open || answer.cause().filter(text.causes()::contains).isPresent();
        Set<String> families =
                text.causes().stream().map(cause -> family(cause, causes)).collect(Collectors.toSet());
        return new Judged(
                text,
                answer,
                right,
                right || named.stream().distinct().limit(FIRST).anyMatch(text.causes()::contains),
                right
                        || answer.cause()
                                .map(cause -> family(cause, causes))
                                .filter(families::contains)
                                .isPresent(),
                text.causes().stream()
                        .filter(cause -> !cause.equals(UNKNOWN))
                        .findFirst()
                        .or(() -> text.causes().stream().findFirst())
                        .map(cause -> family(cause, causes)));
    }

    private static String family(String cause, Map<String, Cause> causes) {
        return Optional.ofNullable(causes.get(cause)).map(Cause::family).orElse(UNKNOWN);
    }

    private static boolean isSilent(Explanation answer) {
        return answer.cause().filter(cause -> !cause.startsWith("normal-")).isEmpty();
    }

    /** Whether somebody would be alarmed although nothing is wrong. */
    boolean isFalseAlarm() {
        return text.isQuiet() && !isSilent(answer);
    }

    boolean isWrongWith(double confidence) {
        return !right && answer.cause().isPresent() && answer.confidence() >= confidence;
    }
}
