package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
            Optional<String> resolution) {

        /** The same in another state. */
        public Life in(State other) {
            return new Life(other, firstSeen, openedAt, lastSeen, resolvedAt, resolution);
        }

        /** The same, over since then for that reason. */
        public Life over(Instant time, String reason) {
            return new Life(State.RESOLVED, firstSeen, openedAt, lastSeen, Optional.of(time), Optional.of(reason));
        }
    }

    /**
     * What it took.
     *
     * @param revision where it began
     * @param tasks the failed tasks, the oldest first, at most {@value #MAX_TASKS}
     * @param taskCount all of them
     * @param symptoms what the cause explains, such as {@code deployment-circuit-breaker}
     * @param blindSpots causes of the family {@code logging} and the like that kept us from knowing more
     * @param joint other incidents of the same thing
     */
    public record Reach(
            Revision revision,
            List<FailedTask> tasks,
            int taskCount,
            List<Symptom> symptoms,
            List<String> blindSpots,
            @JsonUnwrapped Joint joint) {

        /** How many tasks are listed one by one. */
        public static final int MAX_TASKS = 50;

        public Reach {
            tasks = List.copyOf(tasks);
            symptoms = List.copyOf(symptoms);
            blindSpots = List.copyOf(blindSpots);
        }

        /** The reach of an incident that stands by itself. */
        public Reach(
                Revision revision,
                List<FailedTask> tasks,
                int taskCount,
                List<Symptom> symptoms,
                List<String> blindSpots) {
            this(revision, tasks, taskCount, symptoms, blindSpots, Joint.NONE);
        }
    }

    /**
     * What else has to do with the thing that the account confirmed to be at fault. Incidents of several scopes that fail
     * for it are told as one: the first of them leads and names the others.
     *
     * @param partOf id of the incident that leads, in each of the others
     * @param members the others, in the one that leads, at most {@value #MAX_MEMBERS}, the oldest first
     * @param memberCount all of them
     * @param sharing what else runs with it, failing or not
     */
    public record Joint(
            Optional<String> partOf,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<Member> members,
            int memberCount,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<Sharing> sharing) {

        /** How many members are listed one by one. */
        public static final int MAX_MEMBERS = 50;

        /** Of an incident that stands by itself. */
        public static final Joint NONE = new Joint(Optional.empty(), List.of(), 0, List.of());

        public Joint {
            members = List.copyOf(members);
            sharing = List.copyOf(sharing);
        }

        /** The same things, told as part of others or with them. */
        public Joint with(Optional<String> leader, List<Member> all) {
            return new Joint(leader, all.stream().limit(MAX_MEMBERS).toList(), all.size(), sharing);
        }
    }

    /**
     * A thing that services share.
     *
     * @param thing its kind and name, such as {@code image web:44}
     * @param services the others of the cluster that run with it, ordered, at most {@value #MAX_SERVICES}
     * @param serviceCount all of them
     */
    public record Sharing(String thing, List<String> services, int serviceCount) {

        /** How many services are listed one by one. */
        public static final int MAX_SERVICES = 50;

        public Sharing {
            services = List.copyOf(services);
        }

        /** {@code image web:44: api, worker and 3 more}, with at most this many named. */
        public String words(int most) {
            int named = Math.min(most, services.size());
            return thing + ": " + String.join(", ", services.subList(0, named))
                    + (serviceCount > named ? " and " + (serviceCount - named) + " more" : "");
        }
    }

    /**
     * An incident that is told as part of another.
     *
     * @param incident its id
     * @param state its own
     * @param tasks how many failed in it, counted up to {@value Reach#MAX_TASKS}
     */
    public record Member(
            String incident, Scope scope, State state, Instant openedAt, Optional<Instant> resolvedAt, int tasks) {

        @JsonIgnore
        public boolean isResolved() {
            return state == State.RESOLVED;
        }
    }

    /**
     * The task definition revision where the failure began.
     *
     * @param since the first failing one, such as {@code nginx:44}
     * @param lastGood the newest one that ran before it
     * @param deployedAt when the first task of the failing one was asked for
     * @param changes what differs between the two, at most {@value #MAX_CHANGES}
     * @param candidates what else changed shortly before, the newest first, at most {@value #MAX_CANDIDATES}
     * @param rollback the command that goes back to the last good one
     */
    public record Revision(
            Optional<String> since,
            Optional<String> lastGood,
            Optional<Instant> deployedAt,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<Change> changes,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<Candidate> candidates,
            Optional<String> rollback) {

        /** How many changes are listed. */
        public static final int MAX_CHANGES = 40;

        /** How many candidates are listed. */
        public static final int MAX_CANDIDATES = 10;

        public Revision {
            changes = List.copyOf(changes);
            candidates = List.copyOf(candidates);
        }

        /** Revisions of which nothing more is known. */
        public Revision(Optional<String> since, Optional<String> lastGood) {
            this(since, lastGood, Optional.empty(), List.of(), List.of(), Optional.empty());
        }
    }

    /**
     * A difference between the last good revision and the failing one. Values of environment variables are never in it.
     *
     * @param what such as {@code image of app}
     * @param before absent where it was added
     * @param after absent where it was taken out
     */
    public record Change(String what, Optional<String> before, Optional<String> after) {

        /** In one line. */
        @JsonIgnore
        public String words() {
            if (before.isPresent() && after.isPresent()) {
                return what + " " + before.get() + " \u2192 " + after.get();
            }
            return what
                    + (after.isPresent() ? " added" : " taken out")
                    + before.or(() -> after)
                            .filter(value -> !value.isEmpty())
                            .map(value -> ": " + value)
                            .orElse("");
        }
    }

    /**
     * Something that happened shortly before the failure and may have brought it.
     *
     * @param kind {@code deployment, image, secret, role, network, alarm} or {@code health}
     */
    public record Candidate(Instant time, String kind, String text) {}

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

    /** Those that are told by themselves; the others are told by one of these. */
    public static List<Incident> leading(Collection<Incident> all) {
        Set<String> ids = all.stream().map(Incident::id).collect(Collectors.toSet());
        return all.stream()
                .filter(each -> each.reach.joint.partOf.filter(ids::contains).isEmpty())
                .toList();
    }

    /** The same with another life. */
    public Incident with(Life other) {
        return new Incident(id, headline, diagnosis, other, reach, remediation);
    }
}
