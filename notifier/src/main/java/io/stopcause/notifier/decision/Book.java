package io.stopcause.notifier.decision;

import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Incident;
import io.stopcause.model.Silence;
import io.stopcause.notifier.route.InhibitRuleConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that is known: incidents, what people said of them, and what was told. Whoever uses it holds its monitor, so that
 * every decision sees one state. Incidents that are over and settled are let go.
 */
public final class Book {

    private static final Duration MEMORY = Duration.ofDays(7);

    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, Acknowledgement> acknowledgements = new HashMap<>();
    private final Mutes silences = new Mutes();
    private final Inhibitors inhibitors;
    private final NotificationLog log;
    private Optional<Downtime> downtime = Optional.empty();

    /** An empty one. */
    public Book(List<InhibitRuleConfig> rules, Limit storm) {
        this.inhibitors = new Inhibitors(rules);
        this.log = new NotificationLog(storm);
    }

    public NotificationLog log() {
        return log;
    }

    public Mutes silences() {
        return silences;
    }

    Inhibitors inhibitors() {
        return inhibitors;
    }

    /** Takes in a version of an incident, written at that time; ids of those that may be told otherwise now. */
    public Set<String> put(Incident incident, Instant written) {
        Instant since = Optional.ofNullable(cases.get(incident.id()))
                .filter(old -> !old.incident().isResolved() && !incident.isResolved())
                .map(Case::since)
                .orElse(written);
        remove(incident.id());
        Case about = Case.of(incident, since);
        cases.put(incident.id(), about);
        if (!incident.isResolved()) {
            inhibitors.add(about);
        }
        Optional<String> leader = incident.reach().joint().partOf();
        leader.ifPresent(
                id -> members.computeIfAbsent(id, key -> new TreeSet<>()).add(incident.id()));
        Set<String> concerned = new TreeSet<>(members.getOrDefault(incident.id(), Set.of()));
        leader.ifPresent(concerned::add);
        concerned.add(incident.id());
        return concerned;
    }

    /**
     * The incident as part of which it is told. One that is over and still counts it as a member is told for it: it ends
     * after its last member, whose own end only comes by another way.
     */
    Optional<Case> leader(Case about) {
        return about.incident()
                .reach()
                .joint()
                .partOf()
                .flatMap(id -> Optional.ofNullable(cases.get(id)))
                .filter(leader -> !leader.incident().isResolved() || lists(leader, about));
    }

    private static boolean lists(Case leader, Case about) {
        return leader.incident().reach().joint().members().stream()
                .anyMatch(member -> member.incident().equals(about.id()));
    }

    /** The incidents that are told as part of it and that last. */
    List<Case> members(Case leader) {
        return members.getOrDefault(leader.id(), Set.of()).stream()
                .map(cases::get)
                .filter(member -> !member.incident().isResolved())
                .toList();
    }

    /**
     * Lets go of incidents that are over and of which nobody has to hear, and a week later of what was told of them.
     */
    public void sweep(Instant now) {
        cases.values().stream()
                .filter(about ->
                        about.incident().isResolved() && log.holders(about.id()).isEmpty())
                .map(Case::id)
                .toList()
                .forEach(this::remove);
        log.forget(subject -> !cases.containsKey(subject), now.minus(MEMORY));
    }

    /** Makes and ends the reminders of silences as time goes by; the ids of those that changed. */
    public List<String> remind(Instant now) {
        List<String> changed = new ArrayList<>();
        for (Silence silence : silences.all()) {
            Optional<Case> before = Optional.ofNullable(cases.get(Reminder.id(silence)));
            Optional<Case> after = reminder(silence, before, now);
            if (after.isPresent() && !after.equals(before)) {
                cases.put(after.get().id(), after.get());
                changed.add(after.get().id());
            }
        }
        return changed;
    }

    private Optional<Case> reminder(Silence silence, Optional<Case> before, Instant now) {
        boolean isOpen = before.map(about -> !about.incident().isResolved())
                .orElseGet(() -> !log.holders(Reminder.id(silence)).isEmpty());
        boolean isDue = silence.remind().isPresent() && Reminder.isDue(silence, now);
        List<Case> hidden = isDue ? hiddenBy(silence) : List.of();
        if (hidden.isEmpty()) {
            return isOpen ? Optional.of(Reminder.over(silence, now)) : before;
        }
        return isOpen && before.isPresent() ? before : Optional.of(Reminder.of(silence, hidden, now));
    }

    private List<Case> hiddenBy(Silence silence) {
        return cases.values().stream()
                .filter(about -> about.onlyTo().isEmpty() && !about.incident().isResolved())
                .filter(about -> silences.hides(silence, about))
                .toList();
    }

    /** Nobody told anything between these times. */
    public void wasDown(Instant from, Instant to) {
        downtime = Optional.of(new Downtime(from, to));
    }

    Optional<Downtime> downtime() {
        return downtime;
    }

    /** Lets go of an incident that nobody has to be told of any more. */
    private void remove(String incident) {
        Case old = cases.remove(incident);
        if (old == null) {
            return;
        }
        if (!old.incident().isResolved()) {
            inhibitors.remove(old);
        }
        old.incident()
                .reach()
                .joint()
                .partOf()
                .ifPresent(leader -> members.computeIfPresent(leader, (id, parts) -> {
                    parts.remove(incident);
                    return parts.isEmpty() ? null : parts;
                }));
    }

    public void put(Acknowledgement acknowledgement) {
        acknowledgements.put(acknowledgement.incident(), acknowledgement);
    }

    /** The incident as it stands: acknowledged where somebody did, over where another tells it. */
    public Optional<Case> find(String incident) {
        return Optional.ofNullable(cases.get(incident)).map(this::asItStands);
    }

    private Case asItStands(Case about) {
        Incident.Life life = about.incident().life();
        Optional<Case> leader = leader(about).filter(other -> !about.incident().isResolved());
        if (leader.isPresent()) {
            String words = "told as part of incident " + leader.get().id() + ", "
                    + leader.get().incident().headline().title();
            return about.as(about.incident().with(life.over(life.lastSeen(), words)));
        }
        return acknowledged(about).isPresent()
                ? about.as(about.incident().with(life.in(Incident.State.ACKNOWLEDGED)))
                : about;
    }

    /** Ids of all incidents, in the order in which their newest versions came. */
    public List<String> incidents() {
        return List.copyOf(cases.keySet());
    }

    public int size() {
        return cases.size();
    }

    /** Who looks after it; one that came back after it was over needs a new acknowledgement. */
    Optional<Acknowledgement> acknowledged(Case about) {
        if (about.incident().isResolved()) {
            return Optional.empty();
        }
        Optional<Instant> settled = log.settledAt(about.id());
        return Stream.concat(Stream.of(about.id()), log.groupsOf(about.id()).stream())
                .flatMap(id -> Optional.ofNullable(acknowledgements.get(id)).stream())
                .filter(by -> settled.isEmpty() || by.time().isAfter(settled.get()))
                .findFirst();
    }
}
