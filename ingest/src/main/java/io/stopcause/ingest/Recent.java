package io.stopcause.ingest;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers the newest identities, up to a number; the oldest are forgotten first. */
final class Recent {

    private final int capacity;
    private final Set<String> identities = new LinkedHashSet<>();

    Recent(int capacity) {
        this.capacity = capacity;
    }

    boolean isNew(String identity) {
        if (!identities.add(identity)) {
            return false;
        }
        if (identities.size() > capacity) {
            Iterator<String> oldest = identities.iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }
}
