package io.stopcause.analyzer.incident;

import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.SharedCauses.Shared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which incidents are told as one: those of one account and Region whose cause is the same, was confirmed in the same
 * thing, and that went on at one time. The one that opened first leads. A pure function of what the scopes share.
 */
final class Together {

    private static final Comparator<Shared> BY_OPENING = Comparator.comparing(
                    (Shared shared) -> shared.member().openedAt())
            .thenComparing(shared -> shared.member().scope().key())
            .thenComparing(shared -> shared.member().incident());

    /** By id, those that do not stand by themselves. */
    private final Map<String, Group> groups = new TreeMap<>();

    private Together(Collection<Shared> all) {
        Map<String, Set<String>> links = links(all);
        Map<String, Shared> byId = new TreeMap<>();
        all.forEach(shared -> byId.put(shared.member().incident(), shared));
        for (String id : links.keySet()) {
            if (!groups.containsKey(id)) {
                Set<String> reached = new TreeSet<>();
                reach(id, links, reached);
                Group group = new Group(
                        reached.stream().map(byId::get).sorted(BY_OPENING).toList());
                reached.forEach(member -> groups.put(member, group));
            }
        }
    }

    static Together of(Collection<Shared> all) {
        return new Together(all);
    }

    /** Several incidents of one thing, the one that leads first. */
    private record Group(List<Shared> all) {

        Incident.Member leader() {
            return all.get(0).member();
        }

        List<Incident.Member> members() {
            return all.stream().skip(1).map(Shared::member).toList();
        }

        long scopes() {
            return all.stream().map(each -> each.member().scope()).distinct().count();
        }

        /** The last to end; empty while one of them lasts. */
        Optional<Incident.Member> last() {
            return all.stream().map(Shared::member).allMatch(Incident.Member::isResolved)
                    ? all.stream()
                            .map(Shared::member)
                            .max(Comparator.comparing(Together::end)
                                    .thenComparing(member -> member.scope().key()))
                    : Optional.empty();
        }
    }

    /** Incidents by what they directly belong to: the same thing, while it still took another. */
    private static Map<String, Set<String>> links(Collection<Shared> all) {
        Map<String, List<Shared>> byThing = new TreeMap<>();
        for (Shared shared : all) {
            Scope scope = shared.member().scope();
            String place = scope.account() + "/" + scope.region() + "/" + shared.cause() + "/";
            shared.things().forEach(thing -> byThing.computeIfAbsent(place + thing, key -> new ArrayList<>())
                    .add(shared));
        }
        Map<String, Set<String>> links = new TreeMap<>();
        for (List<Shared> same : byThing.values()) {
            same.sort(BY_OPENING);
            Incident.Member longest = same.get(0).member();
            for (Shared shared : same.subList(1, same.size())) {
                Incident.Member next = shared.member();
                if (!next.openedAt().isAfter(end(longest))) {
                    link(links, longest.incident(), next.incident());
                }
                longest = end(next).isAfter(end(longest)) ? next : longest;
            }
        }
        return links;
    }

    private static void link(Map<String, Set<String>> links, String one, String other) {
        links.computeIfAbsent(one, id -> new TreeSet<>()).add(other);
        links.computeIfAbsent(other, id -> new TreeSet<>()).add(one);
    }

    private static void reach(String id, Map<String, Set<String>> links, Set<String> reached) {
        if (reached.add(id)) {
            links.getOrDefault(id, Set.of()).forEach(next -> reach(next, links, reached));
        }
    }

    private static Instant end(Incident.Member member) {
        return member.resolvedAt().orElse(Instant.MAX);
    }

    /** The scopes whose incidents are told otherwise than in the other. */
    Set<String> differing(Together other) {
        Set<String> scopes = new TreeSet<>();
        scopesOf(other, scopes);
        other.scopesOf(this, scopes);
        return scopes;
    }

    private void scopesOf(Together other, Set<String> scopes) {
        groups.forEach((id, group) -> {
            Optional<Group> was = Optional.ofNullable(other.groups.get(id));
            boolean leads = group.leader().incident().equals(id);
            boolean same = leads
                    ? was.filter(group::equals).isPresent()
                    : was.filter(before -> before.leader()
                                    .incident()
                                    .equals(group.leader().incident()))
                            .isPresent();
            if (!same) {
                group.all().stream()
                        .map(Shared::member)
                        .filter(member -> member.incident().equals(id))
                        .forEach(member -> scopes.add(member.scope().key()));
            }
        });
    }

    /** The document of an incident, as one of its group. */
    Incident join(Incident alone) {
        Group group = groups.get(alone.id());
        if (group == null) {
            return alone;
        }
        return group.leader().incident().equals(alone.id()) ? leading(alone, group) : following(alone, group.leader());
    }

    private static Incident following(Incident alone, Incident.Member leader) {
        return with(
                alone,
                alone.headline(),
                alone.life(),
                alone.reach().joint().with(Optional.of(leader.incident()), List.of()));
    }

    /** It lasts as long as one of them does: one that recovers ends nothing for the others. */
    private static Incident leading(Incident alone, Group group) {
        Incident.Headline headline = alone.headline();
        String name = headline.scope().name();
        long others = group.scopes() - 1;
        List<Incident.Member> members = group.members();
        return with(
                alone,
                others == 0
                        ? headline
                        : new Incident.Headline(
                                name + " and " + others + " more"
                                        + headline.title().substring(name.length()),
                                headline.severity(),
                                headline.scope()),
                life(alone, group),
                alone.reach().joint().with(Optional.empty(), members));
    }

    private static Incident.Life life(Incident alone, Group group) {
        Incident.Life own = alone.life();
        Optional<Incident.Member> last = group.last();
        if (last.isEmpty()) {
            Incident.State state = alone.isResolved() ? Incident.State.OPEN : own.state();
            return new Incident.Life(
                    state, own.firstSeen(), own.openedAt(), own.lastSeen(), Optional.empty(), Optional.empty());
        }
        return last.get().incident().equals(alone.id())
                ? own
                : own.over(
                        end(last.get()),
                        "the last of its " + group.all().size() + " incidents, that of "
                                + last.get().scope().name() + ", is over");
    }

    private static Incident with(Incident of, Incident.Headline headline, Incident.Life life, Incident.Joint joint) {
        Incident.Reach reach = of.reach();
        return new Incident(
                of.id(),
                headline,
                of.diagnosis(),
                life,
                new Incident.Reach(
                        reach.revision(),
                        reach.tasks(),
                        reach.taskCount(),
                        reach.symptoms(),
                        reach.blindSpots(),
                        joint),
                of.remediation());
    }
}
