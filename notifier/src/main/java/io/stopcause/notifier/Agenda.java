package io.stopcause.notifier;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What a receiver's thread has to look at: incidents of which something is new, and what is due at a time. Of each there
 * is one entry, so it is never longer than there are incidents. Thread-safe.
 */
final class Agenda {

    /** Times are looked at this often at least, since the clock may be set. */
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final InstantSource clock;
    private final Set<String> touched = new LinkedHashSet<>();
    private final Map<String, Instant> dueTimes = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private boolean busy;
    private boolean closed;

    /** Something to look at, at a time; the first first. */
    private record Due(Instant time, String id) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : id.compareTo(other.id);
        }
    }

    Agenda(InstantSource clock) {
        this.clock = clock;
    }

    /** Something is new about these. */
    synchronized void touch(Collection<String> ids) {
        if (touched.addAll(ids)) {
            notifyAll();
        }
    }

    /** To be looked at then; an earlier time for the same holds. */
    synchronized void at(Instant time, String id) {
        Instant known = dueTimes.get(id);
        if (known == null || time.isBefore(known)) {
            dueTimes.put(id, time);
            due.add(new Due(time, id));
            notifyAll();
        }
    }

    /** At most so many that have to be looked at now, waiting until there is one; empty when closed. */
    synchronized List<String> take(int most) throws InterruptedException {
        busy = false;
        notifyAll();
        while (!closed && touched.isEmpty() && !isDue()) {
            wait(untilDue());
        }
        busy = !closed;
        return closed ? List.of() : due(most);
    }

    /** At most so many that have to be looked at now, without waiting. */
    synchronized List<String> due(int most) {
        List<String> taken = new ArrayList<>();
        while (taken.size() < most && isDue()) {
            Due first = due.remove();
            if (first.time().equals(dueTimes.get(first.id()))) {
                dueTimes.remove(first.id());
                taken.add(first.id());
            }
        }
        Iterator<String> next = touched.iterator();
        while (taken.size() < most && next.hasNext()) {
            taken.add(next.next());
            next.remove();
        }
        return taken;
    }

    /** When something has to be looked at next; empty if only something new can ask for it. */
    synchronized Optional<Instant> next() {
        return touched.isEmpty() ? dueTimes.values().stream().min(Instant::compareTo) : Optional.of(clock.instant());
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private boolean isDue() {
        return !due.isEmpty() && !due.element().time().isAfter(clock.instant());
    }

    private long untilDue() {
        if (due.isEmpty()) {
            return LONGEST_WAIT_MILLIS;
        }
        long left = due.element().time().toEpochMilli() - clock.instant().toEpochMilli();
        return Math.max(1, Math.min(LONGEST_WAIT_MILLIS, left));
    }

    /** Returns when nothing is to be looked at now and nothing is under way, or when the time is over: whether so. */
    synchronized boolean awaitIdle(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (busy || !touched.isEmpty() || isDue()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
