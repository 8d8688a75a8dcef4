package io.stopcause.console.live;

import io.stopcause.console.postmortem.Told;
import io.stopcause.console.postmortem.Words;
import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.Correction;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.Silence;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was noted beside the incidents: by people, by the notifiers, and by the pipeline of itself. Bounded. Safe for use
 * by several threads; readers get snapshots.
 */
public final class Ledger {

    private static final Pattern ONE_INCIDENT = Pattern.compile("incident=\"([^\"]+)\"");
    private static final int MOST_DEAD = 50;
    private static final int MOST_NOTES = 30;

    private final Map<String, List<Note>> notes = bounded();
    private final Map<String, Acknowledgement> acknowledged = bounded();
    private final Map<String, Checkpoint> checkpoints = new TreeMap<>();
    private final Deque<DeadLetter> dead = new ArrayDeque<>();
    private Optional<Instant> canary = Optional.empty();
    private Optional<RuleTries> tries = Optional.empty();
    private long deadCount;
    private long version;

    /**
     * Something that was noted about an incident.
     *
     * @param text who did what
     * @param kind what it counts as where times are measured
     */
    public record Note(Instant time, String text, Optional<Told.Kind> kind) {}

    /**
     * The pipeline's own state.
     *
     * @param sources how far each source has been read, by name
     * @param dead the newest first
     * @param deadCount all of them since the page began to read
     * @param canary when the newest invented failure was seen
     */
    public record Pipeline(List<Checkpoint> sources, List<DeadLetter> dead, long deadCount, Optional<Instant> canary) {

        public Pipeline {
            sources = List.copyOf(sources);
            dead = List.copyOf(dead);
        }
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > IncidentBoard.MOST;
            }
        };
    }

    synchronized void acknowledgement(String incident, Optional<Acknowledgement> value) {
        value.ifPresent(by -> {
            acknowledged.put(incident, by);
            note(
                    incident,
                    new Note(
                            by.time(),
                            by.author() + " looks after it" + because(by.reason()),
                            Optional.of(Told.Kind.ACKNOWLEDGEMENT)));
        });
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason;
    }

    synchronized void notification(Optional<Notification> value) {
        value.filter(sent -> sent.attempt().outcome() != Outcome.SENDING)
                .ifPresent(sent -> note(
                        sent.incident(),
                        new Note(
                                sent.attempt().time(),
                                sent.receiver() + " " + sent.attempt().outcome().wire() + ", "
                                        + sent.kind().wire()
                                        + because(sent.attempt().reason()),
                                sent.attempt().outcome() == Outcome.DELIVERED
                                        ? Optional.of(Told.Kind.NOTIFICATION)
                                        : Optional.empty())));
    }

    /** Only a silence of one incident, as people at the page wish for, is noted beside it. */
    synchronized void silence(Optional<Silence> value) {
        value.ifPresent(wish -> wish.matchers().stream()
                .map(ONE_INCIDENT::matcher)
                .filter(Matcher::matches)
                .forEach(incident -> note(
                        incident.group(1),
                        new Note(
                                wish.startsAt(),
                                wish.author() + " silenced it until " + Words.shortMoment(wish.endsAt())
                                        + because(wish.reason()),
                                Optional.empty()))));
    }

    synchronized void correction(Optional<Correction> value) {
        value.ifPresent(said -> note(
                said.incident(),
                new Note(
                        said.time(),
                        said.author() + " says that the cause is wrong"
                                + said.actual()
                                        .map(cause -> "; it was " + cause)
                                        .orElse(""),
                        Optional.empty())));
    }

    synchronized void checkpoint(String source, Optional<Checkpoint> value) {
        value.ifPresentOrElse(read -> checkpoints.put(source, read), () -> checkpoints.remove(source));
        version++;
    }

    synchronized void dead(Optional<DeadLetter> value) {
        value.ifPresent(letter -> {
            dead.addFirst(letter);
            deadCount++;
            if (dead.size() > MOST_DEAD) {
                dead.removeLast();
            }
            version++;
        });
    }

    synchronized void canary(Instant seen) {
        canary = Optional.of(canary.filter(seen::isBefore).orElse(seen));
        version++;
    }

    /** What the rules of this process cost. */
    public synchronized void tries(RuleTries counted) {
        tries = Optional.of(counted);
        version++;
    }

    private void note(String incident, Note note) {
        List<Note> all = notes.computeIfAbsent(incident, id -> new ArrayList<>());
        if (!all.contains(note)) {
            all.add(note);
            if (all.size() > MOST_NOTES) {
                all.remove(1); // the first says when it was told at all
            }
            version++;
        }
    }

    /** What was noted of an incident, in the order in which it was. */
    synchronized List<Note> notes(String incident) {
        return List.copyOf(notes.getOrDefault(incident, List.of()));
    }

    /** What people heard of an incident and said, for its times. */
    List<Told> told(String incident) {
        return notes(incident).stream()
                .flatMap(note ->
                        note.kind().stream().map(kind -> new Told(note.time(), kind, List.of(incident), note.text())))
                .toList();
    }

    /** Who looks after it, if anybody said so. */
    synchronized Optional<Acknowledgement> acknowledged(String incident) {
        return Optional.ofNullable(acknowledged.get(incident));
    }

    synchronized Pipeline pipeline() {
        return new Pipeline(List.copyOf(checkpoints.values()), List.copyOf(dead), deadCount, canary);
    }

    /** Empty until they are counted. */
    synchronized Optional<RuleTries> tries() {
        return tries;
    }

    synchronized long version() {
        return version;
    }
}
