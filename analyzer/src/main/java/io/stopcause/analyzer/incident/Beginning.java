package io.stopcause.analyzer.incident;

import io.stopcause.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** With which revision an episode began, what is different in it, and what else happened then. */
final class Beginning {

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final Duration AFTER = Duration.ofMinutes(5);
    private static final Pattern SAFE = Pattern.compile("[\\w@%+=:,./-]+");

    private final ScopeState state;
    private final Lives lives;
    private final Background background;
    private final Episode episode;

    Beginning(ScopeState state, Lives lives, Background background, Episode episode) {
        this.state = state;
        this.lives = lives;
        this.background = background;
        this.episode = episode;
    }

    Incident.Revision revision() {
        Optional<String> since = episode.failures().stream()
                .flatMap(failure -> failure.revision().stream())
                .findFirst();
        Optional<String> lastGood = lives.lastGood(episode.first().time(), since);
        return new Incident.Revision(
                since,
                lastGood,
                since.flatMap(lives::deployedAt),
                changes(lastGood, since).stream()
                        .limit(Incident.Revision.MAX_CHANGES)
                        .toList(),
                candidates(since),
                lastGood.flatMap(this::rollback));
    }

    private List<Incident.Change> changes(Optional<String> lastGood, Optional<String> since) {
        Optional<TaskDefinition> good = lastGood.flatMap(background::definition);
        Optional<TaskDefinition> bad = since.flatMap(background::definition);
        List<Incident.Change> changes = new ArrayList<>(digests());
        if (good.isPresent() && bad.isPresent()) {
            changes.addAll(good.get().changes(bad.get()));
        }
        return changes;
    }

    /** A tag may name another image from one day to the next, under the same revision too. */
    private List<Incident.Change> digests() {
        Map<String, String> bad = episode.failures().stream()
                .flatMap(failure -> failure.task().stream())
                .map(task -> task.life().digests())
                .filter(digests -> !digests.isEmpty())
                .findFirst()
                .orElse(Map.of());
        Map<String, String> good = lives.digestsBefore(episode.first().time());
        return bad.entrySet().stream()
                .filter(each ->
                        good.containsKey(each.getKey()) && !each.getValue().equals(good.get(each.getKey())))
                .map(each -> new Incident.Change(
                        "image digest of " + each.getKey(),
                        Optional.ofNullable(good.get(each.getKey())),
                        Optional.of(each.getValue())))
                .toList();
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
        Stream<Incident.Candidate> deployed = lives.deployments(from, first)
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
