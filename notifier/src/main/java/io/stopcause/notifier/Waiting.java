package io.stopcause.notifier;

import io.stopcause.model.Incident;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Incidents that a receiver has not been asked about yet, the oldest first. Of each incident only the newest version
 * waits, so there are never more than there are incidents. Thread-safe.
 */
final class Waiting {

    private final Map<String, Place> places = new LinkedHashMap<>();
    private boolean busy;
    private int takenFrom;
    private boolean gone;

    /**
     * A version of an incident.
     *
     * @param partition that it came from; another instance may take that over
     */
    record Place(Incident incident, int partition) {}

    /** A new version; it keeps the place in the line of an older one. */
    synchronized void put(Place place) {
        places.put(place.incident().id(), place);
        notifyAll();
    }

    /** One that could not be delivered goes to the end, unless a newer version has come or another instance has it. */
    synchronized void putBack(Place place) {
        if (!gone) {
            places.putIfAbsent(place.incident().id(), place);
        }
    }

    /** The next one, as soon as there is one. */
    synchronized Place take() throws InterruptedException {
        while (places.isEmpty()) {
            wait();
        }
        Place first = places.values().iterator().next();
        places.remove(first.incident().id());
        taken(first);
        return first;
    }

    /** The newest version of an incident that was taken. */
    synchronized Place newer(Place taken) {
        Place newer = places.remove(taken.incident().id());
        if (newer == null) {
            return taken;
        }
        taken(newer);
        return newer;
    }

    /** Whether another instance now looks after what was taken. */
    synchronized boolean isGone() {
        return gone;
    }

    /** What was taken has been dealt with. */
    synchronized void done() {
        busy = false;
        notifyAll();
    }

    /**
     * Lets go of what another instance now looks after.
     *
     * @return whether what was taken is among it
     */
    synchronized boolean forget(Collection<Integer> partitions) {
        places.values().removeIf(place -> partitions.contains(place.partition()));
        boolean underWay = busy && partitions.contains(takenFrom);
        gone |= underWay;
        return underWay;
    }

    private void taken(Place place) {
        busy = true;
        takenFrom = place.partition();
        gone = false;
    }

    /** Returns when nothing waits and nothing is under way, or when the time is over: whether it is so. */
    synchronized boolean awaitIdle(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (busy || !places.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
