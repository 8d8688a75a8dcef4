package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Finding;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Question;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.SharedCauses;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the facts of one scope amount to: a pure function, so the same facts give the same incidents. */
public final class ScopeFold {

    private static final String STEADY = "SERVICE_STEADY_STATE";

    /** Events of a service after which its incidents are over. */
    private static final Set<String> ENDS = Set.of(STEADY, "SERVICE_DEPLOYMENT_COMPLETED");

    private static final String SUCCESS = "normal-one-shot-exit";

    private final RuleSet rules;

    public ScopeFold(RuleSet rules) {
        this.rules = rules;
    }

    /**
     * What a scope amounts to.
     *
     * @param incidents ordered by opening, then by id
     * @param questions those that have no answer yet
     * @param shared the incidents that other scopes may have a part in
     */
    public record Amount(
            List<Incident> incidents,
            List<Finding> findings,
            ServiceHistory history,
            List<Question> questions,
            SharedCauses shared) {

        Amount with(List<Incident> joined) {
            return new Amount(joined, findings, history, questions, shared);
        }
    }

    /**
     * Folds a scope; empty if nothing but answers is known of it.
     *
     * @param asOf until when everything has been read
     */
    public Optional<Amount> fold(ScopeState state, Background background, Instant asOf) {
        return isKnown(state)
                ? Optional.of(new Folded(state.given(background), background, asOf).amount())
                : Optional.empty();
    }

    /**
     * The same without what only a report needs: for whoever looks again and again.
     *
     * @param incidents ordered by opening, then by id
     * @param shared the incidents that other scopes may have a part in
     */
    public record Told(List<Incident> incidents, SharedCauses shared) {}

    /** The incidents alone; empty if nothing but answers is known of the scope. */
    public Optional<Told> told(ScopeState state, Background background, Instant asOf) {
        return isKnown(state)
                ? Optional.of(new Folded(state.given(background), background, asOf).told())
                : Optional.empty();
    }

    private static boolean isKnown(ScopeState state) {
        return !state.tasks().isEmpty() || !state.signals().isEmpty();
    }

    /** One scope at one time. */
    private final class Folded {

        private final ScopeState state;
        private final Background background;
        private final Failures.Sorted failures;
        private final List<Episode> episodes;
        private final List<List<Failure>> symptoms;

        Folded(ScopeState state, Background background, Instant asOf) {
            this.state = state;
            this.background = background;
            this.failures = new Failures(rules, background, state, asOf).sorted();
            Ends ends = new Ends(said(state), failures.lasting(), asOf);
            this.episodes = new ArrayList<>(Episode.of(failures.bearing(), ends));
            List<Failure> orphans = new Owners(episodes).orphans(failures.symptoms());
            episodes.addAll(Episode.of(together(orphans), ends));
            episodes.sort(
                    Comparator.comparing((Episode episode) -> episode.first().time())
                            .thenComparing(Episode::cause));
            this.symptoms = new Owners(episodes).symptoms(failures.symptoms());
        }

        Amount amount() {
            Told told = told();
            return new Amount(
                    told.incidents,
                    new Findings(rules, background).of(state),
                    History.of(state, episodes, rules),
                    unanswered(failures, state),
                    told.shared);
        }

        Told told() {
            IncidentBuilder builder = new IncidentBuilder(rules, state, background);
            List<Incident> incidents = new ArrayList<>();
            List<SharedCauses.Shared> shared = new ArrayList<>();
            Map<LocalDate, Integer> ordinals = new TreeMap<>();
            for (int i = 0; i < episodes.size(); i++) {
                Episode episode = episodes.get(i);
                LocalDate day = LocalDate.ofInstant(episode.first().time(), ZoneOffset.UTC);
                String ordinal = Integer.toString(ordinals.merge(day, 1, Integer::sum));
                String id = Ids.of(state.scope().key(), day.toString(), ordinal);
                Incident incident = builder.build(id, episode, symptoms.get(i));
                incidents.add(incident);
                builder.shared(incident, episode).ifPresent(shared::add);
            }
            return new Told(incidents, new SharedCauses(state.scope().key(), shared));
        }
    }

    /** Consequences without a cause that lie together are one incident, named after the first of them. */
    private static List<Failure> together(List<Failure> orphans) {
        List<Failure> grouped = new ArrayList<>();
        for (Failure orphan : orphans) {
            Optional<Failure> before =
                    grouped.isEmpty() ? Optional.empty() : Optional.of(grouped.get(grouped.size() - 1));
            grouped.add(before.filter(last -> !last.time().plus(Episode.QUIET).isBefore(orphan.time()))
                    .map(orphan::under)
                    .orElse(orphan));
        }
        return grouped;
    }

    private static List<Question> unanswered(Failures.Sorted failures, ScopeState state) {
        return Stream.concat(failures.bearing().stream(), failures.symptoms().stream())
                .flatMap(failure -> failure.proof().questions().stream())
                .distinct()
                .filter(question -> state.answerTo(question).isEmpty())
                .toList();
    }

    private List<Ends.End> said(ScopeState state) {
        Stream<Ends.End> said = state.signals().values().stream()
                .filter(signal -> ENDS.contains(signal.name()))
                .map(signal -> new Ends.End(
                        signal.time(), reason(signal.name()), !signal.name().equals(STEADY)));
        Stream<Ends.End> succeeded = state.scope().family().isEmpty()
                ? Stream.empty()
                : state.tasks().values().stream()
                        .filter(task ->
                                task.verdict().filter(ScopeFold::succeeded).isPresent())
                        .flatMap(task -> task.life().span().ended().stream())
                        .map(time -> new Ends.End(time, "a later task of the family succeeded", true));
        return Stream.concat(said, succeeded)
                .sorted(Comparator.comparing(Ends.End::time).thenComparing(Ends.End::reason))
                .toList();
    }

    /** Sidecars that were stopped when the work was done do not make it less of a success. */
    private static boolean succeeded(Verdict verdict) {
        return verdict.isNormal()
                && (verdict.cause().equals(SUCCESS) || verdict.alternatives().contains(SUCCESS));
    }

    private static String reason(String name) {
        return name.equals(STEADY) ? "the service reached a steady state" : "the deployment completed";
    }
}
