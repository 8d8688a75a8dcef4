package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.rule.Causes;
import io.stopcause.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** With which revision an episode began, what is different in it, and what else happened then. */
final class Beginning {

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final Duration AFTER = Duration.ofMinutes(5);
    private static final Pattern SAFE = Pattern.compile("[\\w@%+=:,./-]+");
    private static final Set<String> DEPLOYMENTS =
            Set.of("CreateService", "UpdateService", "SERVICE_DEPLOYMENT_IN_PROGRESS");

    private final ScopeState state;
    private final Background background;
    private final Episode episode;

    Beginning(ScopeState state, Background background, Episode episode) {
        this.state = state;
        this.background = background;
        this.episode = episode;
    }

    Incident.Revision revision() {
        Optional<String> since = episode.failures().stream()
                .flatMap(failure -> failure.revision().stream())
                .findFirst();
        Optional<String> lastGood = lastGood(since);
        return new Incident.Revision(
                since,
                lastGood,
                since.flatMap(this::deployedAt),
                changes(lastGood, since),
                candidates(since),
                lastGood.flatMap(this::rollback));
    }

    private Optional<String> lastGood(Optional<String> since) {
        return state.tasks().values().stream()
                .filter(task ->
                        task.verdict().filter(verdict -> !verdict.isNormal()).isEmpty())
                .filter(task -> task.life().span().started().isPresent())
                .filter(task ->
                        task.life().span().created().isBefore(episode.first().time()))
                .filter(task -> !task.life().revision().equals(since))
                .max(Comparator.comparing(
                                (Fact.OfTask task) -> task.life().span().created())
                        .thenComparing(Fact.OfTask::id))
                .flatMap(task -> task.life().revision());
    }

    private Optional<Instant> deployedAt(String since) {
        return state.tasks().values().stream()
                .map(Fact.OfTask::life)
                .filter(life -> life.revision().filter(since::equals).isPresent())
                .map(life -> life.span().created())
                .min(Comparator.naturalOrder());
    }

    private List<Incident.Change> changes(Optional<String> lastGood, Optional<String> since) {
        Optional<TaskDefinition> good = lastGood.flatMap(background::definition);
        Optional<TaskDefinition> bad = since.flatMap(background::definition);
        return good.isPresent() && bad.isPresent() ? good.get().changes(bad.get()) : List.of();
    }

    private List<Incident.Candidate> candidates(Optional<String> since) {
        Instant first = episode.failures().stream()
                .map(failure -> failure.verdict().firstSign())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant from = first.minus(BEFORE);
        Instant to = first.plus(AFTER);
        Optional<TaskDefinition> definition = since.flatMap(background::definition);
        Stream<Incident.Candidate> happened = background
                .happenings(from, to)
                .filter(each -> state.isIn(each.account(), each.region()) && each.concerns(definition))
                .map(each -> new Incident.Candidate(each.time(), each.kind(), each.text()));
        Stream<Incident.Candidate> deployed = state.signals().values().stream()
                .filter(signal -> DEPLOYMENTS.contains(signal.name()))
                .filter(Beginning::happened)
                .filter(signal ->
                        !signal.time().isBefore(from) && !signal.time().isAfter(first))
                .map(signal -> new Incident.Candidate(
                        signal.time(),
                        "deployment",
                        signal.said().text().isEmpty()
                                ? signal.name()
                                : signal.said().text()));
        return Stream.concat(happened, deployed)
                .distinct()
                .sorted(Comparator.comparing(Incident.Candidate::time)
                        .reversed()
                        .thenComparing(Incident.Candidate::text))
                .limit(Incident.Revision.MAX_CANDIDATES)
                .toList();
    }

    /** A call that was refused changed nothing. */
    private static boolean happened(Fact.Signal signal) {
        return signal.said()
                .verdict()
                .filter(verdict -> !Causes.isBlindSpot(verdict.cause()))
                .isEmpty();
    }

    private Optional<String> rollback(String lastGood) {
        String region = state.scope().region();
        return state.scope().cluster().flatMap(cluster -> state.scope()
                .service()
                .filter(service -> Stream.of(cluster, service, lastGood)
                        .allMatch(name -> SAFE.matcher(name).matches()))
                .map(service -> "aws ecs update-service"
                        + (SAFE.matcher(region).matches() ? " --region " + region : "")
                        + " --cluster " + cluster + " --service " + service + " --task-definition " + lastGood));
    }
}
