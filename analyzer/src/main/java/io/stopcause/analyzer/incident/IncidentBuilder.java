package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Answer;
import io.stopcause.model.Evidence;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Severity;
import io.stopcause.model.SharedCauses;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes the document of an episode. */
final class IncidentBuilder {

    private static final int SHOWN = 8;

    private final RuleSet rules;
    private final ScopeState state;
    private final Lives lives;
    private final Background background;

    IncidentBuilder(RuleSet rules, ScopeState state, Background background) {
        this.rules = rules;
        this.state = state;
        this.lives = new Lives(state);
        this.background = background;
    }

    /**
     * The document.
     *
     * @param id of the incident
     */
    Incident build(String id, Episode episode, List<Failure> symptoms) {
        Failure speaker = speaker(episode);
        Optional<Rule> rule = rules.rule(speaker.proof().result().rule()).or(() -> rules.forCause(episode.cause()));
        String title = rule.map(Rule::title).orElse(episode.cause());
        Incident.Revision revision = new Beginning(state, lives, background, episode).revision();
        return new Incident(
                id,
                new Incident.Headline(
                        state.scope().name() + ": " + title,
                        rule.map(Rule::severity).orElse(Severity.WARNING),
                        state.scope()),
                diagnosis(episode, speaker),
                life(episode),
                reach(episode, speaker, revision, symptoms),
                rule.map(each -> each.remediation().fill(values(speaker, revision)))
                        .orElse(Remediation.NONE));
    }

    /** The failure whose words the incident uses: the surest that names the cause itself, the earliest of these. */
    private static Failure speaker(Episode episode) {
        return episode.failures().stream()
                .filter(failure -> failure.proof().result().cause().equals(episode.cause()))
                .min(Comparator.comparing((Failure failure) -> -failure.proof().confidence())
                        .thenComparing(Failure.BY_TIME))
                .orElse(episode.first());
    }

    private Map<String, String> values(Failure speaker, Incident.Revision revision) {
        Map<String, String> values = new TreeMap<>(speaker.proof().values());
        speaker.task().ifPresent(task -> values.putAll(background.values(task.life())));
        revision.lastGood().ifPresent(good -> values.put("previousRevision", good));
        values.putIfAbsent("account", state.scope().account());
        values.putIfAbsent("region", state.scope().region());
        state.scope().cluster().ifPresent(name -> values.putIfAbsent("cluster", name));
        state.scope().service().ifPresent(name -> values.putIfAbsent("service", name));
        return values;
    }

    private Incident.Diagnosis diagnosis(Episode episode, Failure speaker) {
        List<Evidence.Item> supporting = Stream.concat(
                        Stream.of(speaker),
                        episode.failures().stream()
                                .filter(failure ->
                                        failure.proof().result().cause().equals(episode.cause())))
                .flatMap(failure -> failure.proof().evidence().supporting().stream())
                .distinct()
                .limit(SHOWN)
                .toList();
        Evidence evidence = new Evidence(
                supporting,
                speaker.proof().evidence().against(),
                speaker.proof().evidence().unchecked());
        return new Incident.Diagnosis(
                episode.cause(),
                speaker.proof().alternatives(),
                speaker.proof().confidence(),
                speaker.proof().result().verified(),
                evidence,
                new Incident.RuleReference(speaker.proof().result().rule(), rules.version()));
    }

    private static Incident.Life life(Episode episode) {
        Instant firstSeen = episode.failures().stream()
                .map(failure -> failure.verdict().firstSign())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new Incident.Life(
                episode.state(),
                firstSeen,
                episode.first().time(),
                episode.lastSign(),
                episode.end().map(Ends.End::time),
                episode.end().map(Ends.End::reason));
    }

    /** What other scopes have to know of it; empty unless the account confirmed its cause. */
    Optional<SharedCauses.Shared> shared(Incident incident, Episode episode) {
        Failure speaker = speaker(episode);
        List<String> things = speaker.proof().confirming().stream()
                .map(Answer::question)
                .map(question -> Ids.of(question.check(), question.about().toString()))
                .distinct()
                .sorted()
                .toList();
        boolean confirmed = speaker.proof().result().cause().equals(episode.cause()) && !things.isEmpty();
        Incident.Life life = incident.life();
        return confirmed
                ? Optional.of(new SharedCauses.Shared(
                        episode.cause(),
                        things,
                        new Incident.Member(
                                incident.id(),
                                state.scope(),
                                life.state(),
                                life.openedAt(),
                                life.resolvedAt(),
                                incident.reach().tasks().size())))
                : Optional.empty();
    }

    private Incident.Reach reach(Episode episode, Failure speaker, Incident.Revision revision, List<Failure> symptoms) {
        List<Failure> ofTasks = episode.failures().stream()
                .filter(failure -> failure.task().isPresent())
                .toList();
        List<Incident.FailedTask> tasks = ofTasks.stream()
                .limit(Incident.Reach.MAX_TASKS)
                .map(IncidentBuilder::failedTask)
                .toList();
        return new Incident.Reach(
                revision,
                tasks,
                ofTasks.size(),
                symptoms.stream().map(IncidentBuilder::symptom).toList(),
                new BlindSpots(rules, background).of(episode.cause(), ofTasks),
                new Incident.Joint(Optional.empty(), List.of(), 0, sharing(speaker)));
    }

    private List<Incident.Sharing> sharing(Failure speaker) {
        return speaker.proof().confirming().stream()
                .flatMap(answer -> Sharers.question(answer).stream())
                .flatMap(question -> state.answerTo(question).stream())
                .flatMap(answer -> Sharers.of(answer).stream())
                .distinct()
                .toList();
    }

    private static Incident.FailedTask failedTask(Failure failure) {
        Fact.TaskLife life = failure.task().orElseThrow().life();
        return new Incident.FailedTask(failure.id(), life.revision(), failure.time(), life.detail());
    }

    private static Incident.Symptom symptom(Failure failure) {
        String text = failure.proof().evidence().supporting().stream()
                .map(Evidence.Item::text)
                .findFirst()
                .orElse(failure.cause());
        return new Incident.Symptom(failure.cause(), failure.time(), text);
    }
}
