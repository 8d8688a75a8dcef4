package io.stopcause.analyzer;

import io.stopcause.analyzer.match.Likeness;
import io.stopcause.model.Remediation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a single text or event means.
 *
 * @param cause an id of {@code causes.yaml}; absent for harmless or ordinary text
 * @param alternatives other causes that the text allows, the likeliest first
 * @param confidence from 0 to 1
 * @param title one line for a person
 * @param rule id of the rule that decided, or empty
 * @param remediation what to do
 */
public record Explanation(
        Optional<String> cause,
        List<String> alternatives,
        double confidence,
        String title,
        String rule,
        Remediation remediation) {

    static final Explanation NOTHING = new Explanation(
            Optional.empty(), List.of(), 0, "nothing that stopcause knows as a failure", "", Remediation.NONE);

    public Explanation {
        alternatives = List.copyOf(alternatives);
    }

    /** The same, with what it may be instead. */
    Explanation orLike(Likeness.Guess guess) {
        List<String> all = Stream.concat(alternatives.stream(), guess.causes().stream())
                .filter(each -> cause.filter(each::equals).isEmpty())
                .distinct()
                .toList();
        return new Explanation(cause, all, confidence, title, rule, remediation);
    }

    /** The same, with a reason behind its title. */
    Explanation because(String reason) {
        return new Explanation(cause, alternatives, confidence, title + " (" + reason + ")", rule, remediation);
    }
}
