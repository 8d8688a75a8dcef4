package io.stopcause.analyzer.mutation;

import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Rule;
import java.util.List;

/**
 * A rule with one fault put in.
 *
 * @param rule id of the rule
 * @param place of the fault in the rule, such as {@code /match/0/text/3}
 * @param words what was done, with the value
 * @param touches expressions, one of which a text must match for the fault to show there; empty where the fault is not
 *     about texts
 * @param changed the rule with the fault, a {@link Rule} or a {@link HarmlessRule}
 */
public record Mutant(String rule, Kind kind, String place, String words, List<String> touches, Record changed) {

    public Mutant {
        touches = List.copyOf(touches);
    }

    /** What kind of fault. */
    public enum Kind {
        /** A text, a further condition, an exception, a field of an event pattern or a line of a context is gone. */
        CLAUSE_REMOVED("clause removed"),
        /** An expression matches more: an anchor or a word boundary is gone, or any word stands for the telling one. */
        PATTERN_WIDENED("pattern widened"),
        /** A whole number is one more or one less. */
        THRESHOLD_MOVED("threshold moved"),
        /** A span of time is half as long. */
        WINDOW_HALVED("window halved"),
        /** The order between two causes that stand side by side is turned round. */
        CONFIDENCE_FLIPPED("confidence flipped"),
        /** A mere outcome counts as a cause. */
        CONSEQUENCE_DROPPED("consequence dropped");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
