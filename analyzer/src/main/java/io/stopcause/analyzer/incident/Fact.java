package io.stopcause.analyzer.incident;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.stopcause.analyzer.correlation.Occurrence;
import io.stopcause.analyzer.story.Judgement;
import io.stopcause.analyzer.story.Templates;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Answer;
import io.stopcause.model.Scope;
import io.stopcause.model.SharedCauses;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a scope is told. A fact replaces the earlier one of the same subject, so the order of arrival is no matter. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.OfTask.class, name = "task"),
    @JsonSubTypes.Type(value = Fact.Withdrawn.class, name = "withdrawn"),
    @JsonSubTypes.Type(value = Fact.Signal.class, name = "signal"),
    @JsonSubTypes.Type(value = Fact.Answered.class, name = "answer"),
    @JsonSubTypes.Type(value = Fact.Definition.class, name = "definition"),
    @JsonSubTypes.Type(value = Fact.Instance.class, name = "instance"),
    @JsonSubTypes.Type(value = Fact.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = Fact.Happened.class, name = "happening"),
    @JsonSubTypes.Type(value = Fact.Passed.class, name = "passed"),
})
public sealed interface Fact {

    /** The scope that it concerns; empty for what concerns all. */
    default Optional<String> scopeKey() {
        return Optional.empty();
    }

    /** What it replaces among the things that all scopes may need; empty for what concerns one scope or none. */
    default Optional<String> backgroundKey() {
        return Optional.empty();
    }

    /**
     * All that is known of a task or a log stream now.
     *
     * @param id of the task, or the story's key
     * @param steps what its scope can correlate with others, by the name of the step
     * @param templates by container, the kinds of lines that it wrote, if it ended well
     */
    record OfTask(
            Scope scope,
            String id,
            TaskLife life,
            Judgement judgement,
            Map<String, List<Occurrence>> steps,
            Map<String, Templates> templates)
            implements Fact {

        public OfTask {
            steps = Collections.unmodifiableMap(new TreeMap<>(steps));
            templates = Collections.unmodifiableMap(new TreeMap<>(templates));
        }

        /** Why it ended, as far as is known. */
        Optional<Verdict> verdict() {
            return judgement.verdict();
        }

        OfTask withoutTemplates() {
            return new OfTask(scope, id, life, judgement, steps, Map.of());
        }

        /** The same as its task definition lets it be judged. */
        OfTask given(TaskDefinition definition) {
            return new OfTask(scope, id, life, judgement.given(definition::matters), steps, templates);
        }

        /** Whether it replaces the other, wherever that stands. */
        boolean isSameSubject(OfTask other) {
            return scope.equals(other.scope) && id.equals(other.id);
        }

        @Override
        public Optional<String> scopeKey() {
            return Optional.of(scope.key());
        }
    }

    /** A story turned out to belong to another scope. */
    record Withdrawn(Scope scope, String id) implements Fact {
        @Override
        public Optional<String> scopeKey() {
            return Optional.of(scope.key());
        }
    }

    /**
     * Something that was said of a service, deployment, instance or call.
     *
     * @param kind {@code deployment, service, instance, api}
     * @param name the event's name, such as {@code SERVICE_STEADY_STATE}
     */
    record Signal(Scope scope, String id, Instant time, String kind, String name, Said said) implements Fact {
        @Override
        public Optional<String> scopeKey() {
            return Optional.of(scope.key());
        }
    }

    /**
     * The words, and what they mean if they tell of a failure.
     *
     * @param subject the resource that they are about
     * @param steps names of the steps of correlated entries that they are
     */
    record Said(String text, Optional<Verdict> verdict, String subject, List<String> steps) {}

    /** An answer to a question of one scope. */
    record Answered(Answer answer) implements Fact {
        @Override
        public Optional<String> scopeKey() {
            return Optional.of(answer.question().scope());
        }
    }

    /** What a scope fails for, as the account confirmed: what takes one may take another. */
    record Confirmed(SharedCauses shared) implements Fact {
        @Override
        public Optional<String> backgroundKey() {
            return Optional.of("shared " + shared.scope());
        }
    }

    /** A task definition revision was registered; every scope may need it. */
    record Definition(TaskDefinition definition, Instant time) implements Fact {
        @Override
        public Optional<String> backgroundKey() {
            return Optional.of(key(definition.revision()));
        }

        static String key(String revision) {
            return "definition " + revision;
        }
    }

    /** The platform of a container instance; every scope may need it. */
    record Instance(String arn, String platform, Instant time) implements Fact {
        @Override
        public Optional<String> backgroundKey() {
            return Optional.of(key(arn));
        }

        static String key(String arn) {
            return "instance " + arn;
        }
    }

    /** Something happened in an account; every scope may need it. */
    record Happened(Happening happening) implements Fact {
        @Override
        public Optional<String> backgroundKey() {
            return Optional.of("happening " + happening.id());
        }
    }

    /**
     * One of the partitions before this one has read up to a time.
     *
     * @param partition which
     */
    record Passed(int partition, Instant time) implements Fact {
        @Override
        public Optional<String> backgroundKey() {
            return Optional.of("passed " + partition);
        }
    }

    /**
     * The outer life of a task.
     *
     * @param revision {@code family:revision}
     * @param instance ARN of the container instance
     * @param detail stop code, reason and exit codes
     * @param hostPorts host port by container port
     * @param digests of images by container
     */
    record TaskLife(
            Optional<String> revision,
            Optional<String> instance,
            Lifespan span,
            boolean running,
            String detail,
            Map<String, String> hostPorts,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> digests) {

        public TaskLife {
            digests = Collections.unmodifiableMap(new TreeMap<>(digests));
        }
    }

    /**
     * When a task lived.
     *
     * @param ended when its end began
     */
    record Lifespan(Instant created, Optional<Instant> started, Optional<Instant> ended) {}
}
