package io.stopcause.analyzer.story;

import io.stopcause.model.Evidence;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Why one task died, or what one event means, before anybody has looked into the account.
 *
 * @param cause an id of {@code causes.yaml}
 * @param alternatives other causes that fit, the likeliest first
 * @param rule id of the rule that decided
 * @param time when it holds from: the task's end, or the line's time
 * @param firstSign the earliest evidence
 * @param lastSign the newest: while lines still come, nothing is quiet
 * @param evidence what speaks for it
 * @param against what contradicts it
 * @param unchecked what would tell more and is missing
 * @param values names for the remediation
 * @param hold present if it has to wait for what may take it back
 */
public record Verdict(
        String cause,
        List<String> alternatives,
        double confidence,
        String rule,
        Instant time,
        Instant firstSign,
        Instant lastSign,
        List<Evidence.Item> evidence,
        List<Evidence.Item> against,
        List<Evidence.Item> unchecked,
        Map<String, String> values,
        Optional<Hold> hold) {

    /**
     * Waiting for what must stay away.
     *
     * @param until event time
     */
    public record Hold(Instant until) {}

    public Verdict {
        alternatives = List.copyOf(alternatives);
        evidence = List.copyOf(evidence);
        against = List.copyOf(against);
        unchecked = List.copyOf(unchecked);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** The same, told only after a while if nothing takes it back or puts it elsewhere. */
    public Verdict heldBack(Hold wait) {
        return new Verdict(
                cause,
                alternatives,
                confidence,
                rule,
                time,
                firstSign,
                lastSign,
                evidence,
                against,
                unchecked,
                values,
                Optional.of(wait));
    }

    /** The same with its evidence. */
    public Verdict with(List<Evidence.Item> supporting, List<Evidence.Item> contrary, List<Evidence.Item> open) {
        return new Verdict(
                cause,
                alternatives,
                confidence,
                rule,
                time,
                firstSign,
                lastSign,
                supporting,
                contrary,
                open,
                values,
                hold);
    }

    /** The same with one more alternative, the likeliest. */
    Verdict orRather(String alternative) {
        return new Verdict(
                cause,
                Stream.concat(Stream.of(alternative), alternatives.stream())
                        .filter(each -> !each.equals(cause))
                        .distinct()
                        .toList(),
                confidence,
                rule,
                time,
                firstSign,
                lastSign,
                evidence,
                against,
                unchecked,
                values,
                hold);
    }

    public boolean isNormal() {
        return cause.startsWith("normal-");
    }
}
