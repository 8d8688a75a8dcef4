package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.Notification.Told;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What each receiver was told about each incident, rebuilt from the topic of notifications. Safe for several threads. */
public final class NotificationLog {

    private final Map<String, Map<String, Entry>> byIncident = new ConcurrentHashMap<>();

    /**
     * What one receiver knows of one incident.
     *
     * @param told by the newest message that was delivered
     * @param reference of that message at the receiver
     * @param refused what it would have been told, had the newest attempt not been rejected or muted
     * @param time of the newest attempt that was delivered, rejected or muted
     */
    public record Entry(
            Optional<Told> told, Optional<String> reference, Optional<Told> refused, Optional<Instant> time) {

        static final Entry NOTHING = new Entry(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Whether the receiver has heard that it began and not that it is over. */
        public boolean isOpen() {
            return told.isPresent() && told.get().state() != Incident.State.RESOLVED;
        }
    }

    public Entry entry(String incident, String receiver) {
        return byIncident.getOrDefault(incident, Map.of()).getOrDefault(receiver, Entry.NOTHING);
    }

    /** Receivers that have heard that it began and not that it is over, sorted. */
    public Set<String> holders(String incident) {
        Set<String> holders = new TreeSet<>();
        byIncident.getOrDefault(incident, Map.of()).forEach((receiver, entry) -> {
            if (entry.isOpen()) {
                holders.add(receiver);
            }
        });
        return holders;
    }

    /** Takes in what has just been attempted. */
    public void add(Notification notification) {
        switch (notification.attempt().outcome()) {
            case DELIVERED -> put(notification, delivered(notification));
            case REJECTED, MUTED -> put(notification, refused(notification));
            case RETRY -> {}
        }
    }

    /**
     * Takes in what stands in the topic: what was attempted before a restart or by another instance. What is older than
     * what is known is an entry of our own that comes back. What was rejected is tried again, since a restart is how a
     * mended configuration takes effect.
     */
    public void replay(Notification notification) {
        Optional<Instant> known =
                entry(notification.incident(), notification.receiver()).time();
        boolean old = known.isPresent() && notification.attempt().time().isBefore(known.get());
        if (!old && notification.attempt().outcome() != Outcome.REJECTED) {
            add(notification);
        }
    }

    private void put(Notification notification, Entry entry) {
        byIncident
                .computeIfAbsent(notification.incident(), id -> new ConcurrentHashMap<>())
                .put(notification.receiver(), entry);
    }

    private Entry delivered(Notification notification) {
        Entry before = entry(notification.incident(), notification.receiver());
        return new Entry(
                Optional.of(notification.told()),
                notification.attempt().reference().or(before::reference),
                Optional.empty(),
                Optional.of(notification.attempt().time()));
    }

    private Entry refused(Notification notification) {
        Entry before = entry(notification.incident(), notification.receiver());
        return new Entry(
                before.told(),
                before.reference(),
                Optional.of(notification.told()),
                Optional.of(notification.attempt().time()));
    }
}
