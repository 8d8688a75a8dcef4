package io.stopcause.ingest.check;

import io.stopcause.model.Answer.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a look saw.
 *
 * @param facts by name; remedies may name them as placeholders. Never the value of a secret
 * @param sentence one sentence for a person, with the real names
 */
public record Seen(Outcome outcome, Map<String, String> facts, String sentence) {

    public Seen {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    public static Seen yes(String sentence) {
        return new Seen(Outcome.YES, Map.of(), sentence);
    }

    public static Seen no(String sentence) {
        return new Seen(Outcome.NO, Map.of(), sentence);
    }

    /** It was looked, and what was found decides nothing. */
    public static Seen unknown(String sentence) {
        return new Seen(Outcome.UNKNOWN, Map.of(), sentence);
    }

    public static Seen of(boolean yes, String sentence) {
        return yes ? yes(sentence) : no(sentence);
    }

    /** Of several things that must all be so: one that is not outweighs one that is unknown, and that the others. */
    public static Seen worst(List<Seen> all) {
        return Stream.of(Outcome.NO, Outcome.UNKNOWN, Outcome.YES)
                .flatMap(outcome -> all.stream().filter(each -> each.outcome == outcome))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing was looked at"));
    }

    /** The same for a question to which only no says something. */
    public Seen yesProvesNothing() {
        return outcome == Outcome.YES ? new Seen(Outcome.UNKNOWN, facts, sentence) : this;
    }

    /** The same with one more fact. */
    public Seen with(String name, String value) {
        Map<String, String> more = new TreeMap<>(facts);
        more.put(name, value);
        return new Seen(outcome, more, sentence);
    }
}
