package io.stopcause.notifier.decision;

import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What each receiver was told about each incident and each group, rebuilt from the topic of notifications. For one
 * thread at a time.
 */
public final class NotificationLog {

    private final Limit storm;
    private final Map<String, Map<String, LogEntry>> bySubject = new HashMap<>();
    private final Map<String, Map<String, Set<String>>> openMembers = new HashMap<>();
    private final Map<String, Traffic> traffic = new HashMap<>();

    /** An empty log; {@code storm} is how many messages make a storm. */
    public NotificationLog(Limit storm) {
        this.storm = storm;
    }

    /** What a receiver knows of an incident, or of a group. */
    public LogEntry entry(String subject, String receiver) {
        return bySubject.getOrDefault(subject, Map.of()).getOrDefault(receiver, LogEntry.NOTHING);
    }

    /** Receivers that have heard that it began and not that it is over, or may have; sorted. */
    public Set<String> holders(String incident) {
        Set<String> holders = new TreeSet<>();
        bySubject.getOrDefault(incident, Map.of()).forEach((receiver, entry) -> {
            if (entry.isOpen() || entry.pending().isPresent()) {
                holders.add(receiver);
            }
        });
        return holders;
    }

    /** The incidents that a receiver was told of as open by messages of this group. */
    public Set<String> openMembers(String group, String receiver) {
        return openMembers.getOrDefault(receiver, Map.of()).getOrDefault(group, Set.of());
    }

    /** The groups by whose messages it was told as open. */
    public Set<String> groupsOf(String incident) {
        Set<String> groups = new TreeSet<>();
        bySubject.getOrDefault(incident, Map.of()).values().stream()
                .filter(LogEntry::isOpen)
                .forEach(entry -> entry.sent().group().ifPresent(groups::add));
        return groups;
    }

    /** When the newest message about its end went out, to anybody. */
    public Optional<Instant> settledAt(String incident) {
        return bySubject.getOrDefault(incident, Map.of()).values().stream()
                .flatMap(entry -> entry.settled().stream())
                .max(Instant::compareTo);
    }

    /** The id of the storm that a receiver is in. */
    public Optional<String> stormAt(String receiver, Instant now) {
        return Optional.ofNullable(traffic.get(receiver)).flatMap(of -> of.storm(now));
    }

    /** Takes in what has just been attempted; {@code home} is the partition that it is written to. */
    public void add(Notification notification, int home) {
        LogEntry before = entry(notification.incident(), notification.receiver());
        LogEntry after = before.after(notification, home);
        bySubject
                .computeIfAbsent(notification.incident(), id -> new HashMap<>())
                .put(notification.receiver(), after);
        index(notification, before, after);
        boolean single = notification.group().isEmpty()
                && GroupId.kindOf(notification.incident()).isEmpty();
        if (single && notification.attempt().outcome() == Outcome.SENDING && notification.kind() == Kind.OPENED) {
            traffic.computeIfAbsent(notification.receiver(), name -> new Traffic(name, storm))
                    .add(notification.attempt().time());
        }
    }

    /**
     * Takes in what stands in the topic: what was attempted before a restart or by another instance. What was rejected is
     * tried again, since a restart is how a mended configuration takes effect.
     */
    public void replay(Notification notification, int home) {
        add(notification, home);
        if (notification.attempt().outcome() == Outcome.REJECTED) {
            bySubject
                    .getOrDefault(notification.incident(), Map.of())
                    .computeIfPresent(notification.receiver(), (name, entry) -> entry.tryingAgain());
        }
    }

    /**
     * Forgets what is settled with everybody since before that time, of subjects that nobody looks at any more. Whoever
     * is told of one of them again hears of it as of something new.
     */
    void forget(Predicate<String> isGone, Instant before) {
        bySubject
                .entrySet()
                .removeIf(subject -> isGone.test(subject.getKey())
                        && subject.getValue().values().stream().allMatch(entry -> entry.isSettledSince(before)));
        openMembers.values().forEach(groups -> groups.values().removeIf(Set::isEmpty));
    }

    private void index(Notification notification, LogEntry before, LogEntry after) {
        before.sent().group().filter(group -> before.isOpen()).ifPresent(group -> members(notification, group)
                .remove(notification.incident()));
        after.sent().group().filter(group -> after.isOpen()).ifPresent(group -> members(notification, group)
                .add(notification.incident()));
    }

    private Set<String> members(Notification notification, String group) {
        return openMembers
                .computeIfAbsent(notification.receiver(), name -> new HashMap<>())
                .computeIfAbsent(group, id -> new LinkedHashSet<>());
    }

    /** Whether it is known at all that this receiver was to be told of it. */
    public boolean knows(String incident, String receiver) {
        return bySubject.getOrDefault(incident, Map.of()).containsKey(receiver);
    }
}
