package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.Notification.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one receiver knows of one incident.
 *
 * @param told by the newest message that was delivered
 * @param sent that message
 * @param pending a message that was about to be sent and of which nobody knows whether it arrived
 * @param refusal why the newest message was not delivered, unless one was after it
 * @param openings when it was told that it began, the newest last, at most {@value #OPENINGS}
 * @param settled when it was told that it is over, the last time
 */
public record LogEntry(
        Optional<Told> told,
        Sent sent,
        Optional<Pending> pending,
        Optional<Refusal> refusal,
        List<Instant> openings,
        Optional<Instant> settled) {

    private static final int OPENINGS = 20;

    static final LogEntry NOTHING = new LogEntry(
            Optional.empty(), Sent.NOTHING, Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /**
     * The newest message that was delivered.
     *
     * @param reference what finds it again at the receiver
     * @param group whose message it was
     * @param time when
     * @param key that it had
     * @param home partition where what is told about it is written down; absent before the first entry
     */
    public record Sent(
            Optional<String> reference,
            Optional<String> group,
            Optional<Instant> time,
            Optional<String> key,
            Optional<Integer> home) {

        static final Sent NOTHING =
                new Sent(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        Sent at(int partition) {
            return new Sent(reference, group, time, key, Optional.of(partition));
        }
    }

    /**
     * A message that was about to be sent.
     *
     * @param key that it had
     * @param group whose message it was
     * @param failed whether the receiver is known not to have taken it this time
     * @param repeated whether it, or another one before it, was cut off or not answered and may have arrived
     */
    public record Pending(String key, Kind kind, Told told, Optional<String> group, boolean failed, boolean repeated) {

        /** Whether the receiver may have this message, or an earlier one that nobody knows of. */
        public boolean mayHaveArrived() {
            return repeated || !failed;
        }
    }

    /** Why a message was not delivered. */
    public record Refusal(Outcome outcome, Told told, String reason) {}

    public LogEntry {
        openings = List.copyOf(openings);
    }

    /** Whether the receiver has heard that it began and not that it is over. */
    public boolean isOpen() {
        return told.isPresent() && told.get().state() != Incident.State.RESOLVED;
    }

    /** Whether nothing is open or under way, and the newest message, if there was one, is older than that. */
    boolean isSettledSince(Instant before) {
        return !isOpen()
                && pending.isEmpty()
                && sent.time().filter(time -> !time.isBefore(before)).isEmpty();
    }

    /** When the receiver was told that it began, the last time. */
    public Optional<Instant> opened() {
        return openings.isEmpty() ? Optional.empty() : Optional.of(openings.get(openings.size() - 1));
    }

    LogEntry after(Notification notification, int home) {
        Notification.Attempt attempt = notification.attempt();
        return switch (attempt.outcome()) {
            case SENDING, UNANSWERED ->
                new LogEntry(told, sent.at(home), pending(notification, false), refusal, openings, settled);
            case RETRY -> new LogEntry(told, sent.at(home), pending(notification, true), refusal, openings, settled);
            case DELIVERED -> delivered(notification, home);
            case REJECTED -> refused(notification, Optional.empty(), home);
            case MUTED -> refused(notification, pending.filter(Pending::mayHaveArrived), home);
        };
    }

    private LogEntry refused(Notification notification, Optional<Pending> left, int home) {
        Notification.Attempt attempt = notification.attempt();
        Refusal why = new Refusal(attempt.outcome(), notification.told(), attempt.reason());
        return new LogEntry(told, sent.at(home), left, Optional.of(why), openings, settled);
    }

    private Optional<Pending> pending(Notification notification, boolean failed) {
        boolean repeated = pending.filter(failed ? Pending::repeated : Pending::mayHaveArrived)
                .isPresent();
        return notification
                .attempt()
                .key()
                .map(key -> new Pending(
                        key, notification.kind(), notification.told(), notification.group(), failed, repeated));
    }

    private LogEntry delivered(Notification notification, int home) {
        Notification.Attempt attempt = notification.attempt();
        List<Instant> opened = new ArrayList<>(openings);
        if (notification.kind() == Kind.OPENED) {
            opened.add(attempt.time());
        }
        return new LogEntry(
                Optional.of(notification.told()),
                new Sent(
                        attempt.reference().or(sent::reference),
                        notification.group(),
                        Optional.of(attempt.time()),
                        attempt.key(),
                        Optional.of(home)),
                Optional.empty(),
                Optional.empty(),
                opened.subList(Math.max(0, opened.size() - OPENINGS), opened.size()),
                notification.kind() == Kind.RESOLVED ? Optional.of(attempt.time()) : settled);
    }

    /** The same without the memory of a rejection. */
    LogEntry tryingAgain() {
        return new LogEntry(told, sent, pending, Optional.empty(), openings, settled);
    }
}
