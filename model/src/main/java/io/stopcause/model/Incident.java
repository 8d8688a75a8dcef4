package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Verdicts of one cause in one scope, with a life. As JSON it is one flat object; the groups exist only here.
 *
 * @param id stable: the same records give the same id in every run
 * @param headline what a person reads first
 * @param diagnosis the cause and its proof
 * @param life when it began and ended
 * @param reach what it took
 * @param remediation what to do
 */
public record Incident(
        String id,
        @JsonUnwrapped Headline headline,
        @JsonUnwrapped Diagnosis diagnosis,
        @JsonUnwrapped Life life,
        @JsonUnwrapped Reach reach,
        Remediation remediation) {

    /** The stage of an incident's life. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        RESOLVED,
        REOPENED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static State of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What a person reads first.
     *
     * @param title one line, with the scope's name
     */
    public record Headline(String title, Severity severity, Scope scope) {}

    /**
     * The cause and its proof.
     *
     * @param cause an id of {@code causes.yaml}
     * @param alternatives other causes that the evidence allows, the likeliest first
     * @param confidence from 0 to 1: of the verdicts that say 0.9, nine in ten are right
     * @param origin the rule that decided
     */
    public record Diagnosis(
            String cause,
            List<String> alternatives,
            double confidence,
            Verified verified,
            Evidence evidence,
            @JsonUnwrapped RuleReference origin) {

        public Diagnosis {
            alternatives = List.copyOf(alternatives);
            if (!(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException("confidence " + confidence + " must lie between 0 and 1");
            }
        }
    }

    /**
     * Which knowledge decided.
     *
     * @param rule id of the rule
     * @param ruleSet version of the whole rule set
     */
    public record RuleReference(String rule, String ruleSet) {}

    /**
     * When it began and ended, in event time.
     *
     * @param firstSeen the first sign, which may lie before the incident could be opened
     * @param openedAt the first verdict
     * @param lastSeen the newest verdict
     * @param resolvedAt absent while it lasts
     * @param resolution why it counts as over, in words
     */
    public record Life(
            State state,
            Instant firstSeen,
            Instant openedAt,
            Instant lastSeen,
            Optional<Instant> resolvedAt,
            Optional<String> resolution) {}

    /**
     * What it took.
     *
     * @param revision where it began
     * @param tasks the failed tasks, the oldest first, at most {@value #MAX_TASKS}
     * @param taskCount all of them
     * @param symptoms what the cause explains, such as {@code deployment-circuit-breaker}
     * @param blindSpots causes of the family {@code logging} and the like that kept us from knowing more
     */
    public record Reach(
            Revision revision, List<FailedTask> tasks, int taskCount, List<Symptom> symptoms, List<String> blindSpots) {

        /** How many tasks are listed one by one. */
        public static final int MAX_TASKS = 50;

        public Reach {
            tasks = List.copyOf(tasks);
            symptoms = List.copyOf(symptoms);
            blindSpots = List.copyOf(blindSpots);
        }
    }

    /**
     * The task definition revision where the failure began.
     *
     * @param since the first failing one, such as {@code nginx:44}
     * @param lastGood the newest one that ran before it
     */
    public record Revision(Optional<String> since, Optional<String> lastGood) {}

    /**
     * A task that the cause took.
     *
     * @param detail stop code, exit code and reason in one line
     */
    public record FailedTask(String taskId, Optional<String> revision, Instant time, String detail) {}

    /**
     * A consequence that the cause explains.
     *
     * @param cause id of what was explained
     */
    public record Symptom(String cause, Instant time, String text) {}

    @JsonIgnore
    public boolean isResolved() {
        return life.state() == State.RESOLVED;
    }
}
