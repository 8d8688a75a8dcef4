package io.stopcause.analyzer.incident;

import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.SharedCauses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every scope may need to know: task definitions by revision, platforms of container instances by ARN, what happened
 * in the account, and what the other scopes fail for.
 */
public final class Background {

    private static final int HAPPENINGS = 2_000;
    private static final String HOST = "hostPlatform";

    private final Map<String, SharedCauses> shared = new TreeMap<>();
    /** By cause and scope, so that a word about one cause is held against those about the same alone. */
    private final Map<String, Map<String, SharedCauses>> byCause = new TreeMap<>();

    static final int DEFINITIONS = 5_000;
    static final int INSTANCES = 20_000;

    private final Newest<TaskDefinition> definitions = new Newest<>(DEFINITIONS);
    private final Newest<String> platforms = new Newest<>(INSTANCES);
    private final List<String> forgotten = new ArrayList<>();
    private final NavigableSet<Happening> happenings =
            new TreeSet<>(Comparator.comparing(Happening::time).thenComparing(Happening::id));

    /** A revision never changes; of two that differ all the same, the one that tells more stands in any order. */
    void add(Fact.Definition fact) {
        TaskDefinition definition = fact.definition();
        definitions
                .add(new Newest.Told<>(definition.revision(), fact.time(), definition), Background::fuller)
                .map(Fact.Definition::key)
                .ifPresent(forgotten::add);
    }

    /** Of many, the newest {@value #HAPPENINGS} are enough. */
    void add(Happening happening) {
        happenings.add(happening);
        if (happenings.size() > HAPPENINGS) {
            forgotten.add(new Fact.Happened(happenings.first()).backgroundKey().orElseThrow());
            happenings.pollFirst();
        }
    }

    /** What happened in a time, the newest first. */
    Stream<Happening> happenings(Instant from, Instant to) {
        return happenings.subSet(bound(from, ""), true, bound(to, "\uffff"), true).descendingSet().stream();
    }

    private static Happening bound(Instant time, String id) {
        return new Happening(id, "", "", time, "", "", "");
    }

    Optional<TaskDefinition> definition(String revision) {
        return definitions.find(revision).map(Newest.Told::value);
    }

    void add(Fact.Instance fact) {
        platforms
                .add(new Newest.Told<>(fact.arn(), fact.time(), fact.platform()), Background::fuller)
                .map(Fact.Instance::key)
                .ifPresent(forgotten::add);
    }

    private static <T> T fuller(T one, T other) {
        String first = Json.write(one);
        String second = Json.write(other);
        return Comparator.comparingInt(String::length)
                                .thenComparing(Comparator.<String>naturalOrder())
                                .compare(first, second)
                        < 0
                ? other
                : one;
    }

    /** Takes in what a scope shares with others; the keys of the scopes whose incidents are told otherwise now. */
    Set<String> add(SharedCauses now) {
        Set<String> causes = new TreeSet<>(causes(now));
        Optional.ofNullable(shared.get(now.scope())).ifPresent(before -> causes.addAll(causes(before)));
        Together was = Together.of(sharing(causes).toList());
        share(now);
        return Together.of(sharing(causes).toList()).differing(was);
    }

    /** Takes in what a scope shares with others. */
    private void share(SharedCauses now) {
        Optional.ofNullable(shared.remove(now.scope())).ifPresent(before -> causes(before)
                .forEach(cause -> sharing(cause).remove(now.scope())));
        if (!now.incidents().isEmpty()) {
            shared.put(now.scope(), now);
            causes(now).forEach(cause -> sharing(cause).put(now.scope(), now));
        }
    }

    private Map<String, SharedCauses> sharing(String cause) {
        return byCause.computeIfAbsent(cause, unknown -> new TreeMap<>());
    }

    private static Set<String> causes(SharedCauses of) {
        return of.incidents().stream().map(SharedCauses.Shared::cause).collect(Collectors.toSet());
    }

    private Stream<SharedCauses.Shared> sharing(Set<String> causes) {
        return causes.stream().flatMap(cause -> sharing(cause).values().stream()
                .flatMap(each -> each.incidents().stream())
                .filter(each -> each.cause().equals(cause)));
    }

    /** What all scopes amount to, each with the incidents that fail for the same things in the others. */
    public List<ScopeFold.Amount> joined(List<ScopeFold.Amount> all) {
        all.forEach(amount -> share(amount.shared()));
        Together together = Together.of(shared.values().stream()
                .flatMap(each -> each.incidents().stream())
                .toList());
        return all.stream()
                .map(amount -> amount.with(
                        amount.incidents().stream().map(together::join).toList()))
                .toList();
    }

    /** What a scope amounts to, with the incidents that fail for the same things in other scopes. */
    public ScopeFold.Amount joined(ScopeFold.Amount amount) {
        return amount.with(joined(amount.incidents(), amount.shared()));
    }

    /** The incidents of a scope, with those that fail for the same things in other scopes. */
    public List<Incident> joined(List<Incident> incidents, SharedCauses own) {
        if (own.incidents().isEmpty()) {
            return incidents;
        }
        Stream<SharedCauses.Shared> others =
                sharing(causes(own)).filter(each -> !each.member().scope().key().equals(own.scope()));
        Together together =
                Together.of(Stream.concat(own.incidents().stream(), others).toList());
        return incidents.stream().map(together::join).toList();
    }

    /** What is kept of a fact that all scopes may need. */
    public Fact kept(Fact fact) {
        if (fact instanceof Fact.Definition definition) {
            return definitions
                    .find(definition.definition().revision())
                    .map(told -> new Fact.Definition(told.value(), told.time()))
                    .orElse(definition);
        }
        return fact instanceof Fact.Instance instance
                ? platforms
                        .find(instance.arn())
                        .map(told -> new Fact.Instance(told.name(), told.value(), told.time()))
                        .orElse(instance)
                : fact;
    }

    /** Keys of the facts that had to go since the last call. */
    public List<String> forgotten() {
        List<String> gone = List.copyOf(forgotten);
        forgotten.clear();
        return gone;
    }

    Optional<TaskDefinition> definition(Fact.TaskLife life) {
        return life.revision().flatMap(this::definition);
    }

    /** Values for remediation texts that the task's own events do not hold. */
    Map<String, String> values(Fact.TaskLife life) {
        Map<String, String> values = new TreeMap<>();
        life.instance().flatMap(platforms::find).ifPresent(platform -> values.put(HOST, platform.value()));
        definition(life).ifPresent(definition -> values.putAll(definition.values()));
        Optional.ofNullable(values.get(HOST)).ifPresent(host -> values.put("taskPlatform", host));
        return values;
    }
}
