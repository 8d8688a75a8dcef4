package io.stopcause.ingest;

import io.stopcause.model.AwsEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the newest identities, up to a number; the oldest are forgotten first. It keeps 64 bits of each: among
 * 100,000 remembered, one of some hundred million million new ones is taken for a repeat. For one thread.
 */
public final class Recent {

    private static final long PRIME = 0x100000001b3L;

    private final int capacity;
    private final Map<Long, Instant> times = new LinkedHashMap<>();
    private Instant covers = Instant.MIN;

    /** Remembers nothing yet. */
    public Recent(int capacity) {
        this.capacity = capacity;
    }

    /** Whether an event is met for the first time. */
    public boolean isNew(AwsEvent event) {
        return isNew(
                event.id() + ' ' + event.detailType(),
                event.time(),
                event.detail().hashCode());
    }

    /** An identity has three parts: a name, a time and a hash of what was said. */
    public boolean isNew(String id, Instant time, int content) {
        if (times.putIfAbsent(hash(id, time, content), time) != null) {
            return false;
        }
        if (times.size() > capacity) {
            forgetOldest();
        }
        return true;
    }

    /** Forgets what is older, as far as it was also met before the rest. */
    void forgetBefore(Instant time) {
        Iterator<Instant> oldest = times.values().iterator();
        while (oldest.hasNext() && oldest.next().isBefore(time)) {
            oldest.remove();
        }
        cover(time);
    }

    /** Whatever was met and is not older is remembered. */
    Instant covers() {
        return covers;
    }

    private void forgetOldest() {
        Iterator<Instant> oldest = times.values().iterator();
        Instant forgotten = oldest.next();
        oldest.remove();
        cover(forgotten.plusMillis(1));
    }

    private void cover(Instant time) {
        covers = time.isAfter(covers) ? time : covers;
    }

    /** FNV-1a over the parts, mixed once more at the end. */
    private static long hash(String id, Instant time, int content) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
        }
        hash = (hash ^ time.getEpochSecond()) * PRIME;
        hash = (hash ^ time.getNano()) * PRIME;
        hash = (hash ^ content) * PRIME;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
