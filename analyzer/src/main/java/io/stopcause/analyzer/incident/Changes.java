package io.stopcause.analyzer.incident;

import io.stopcause.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which incidents have changed since somebody last looked. Only the scopes that were touched are folded again, and those
 * that time alone may change.
 */
public final class Changes {

    /** The end of an incident that no longer follows from what is known. */
    public static final String TAKEN_BACK = "taken back: what it told is part of another incident now";

    /** What waits for something to stay away does not wait longer. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(2);

    private final NavigableMap<String, Instant> touched = new TreeMap<>();
    private final NavigableMap<String, NavigableMap<String, Incident>> shown = new TreeMap<>();
    private final Set<String> fresh = new TreeSet<>();
    private final Set<String> examined = new TreeSet<>();
    private Instant looked = Instant.MIN;

    /** Facts about these scopes have come. */
    public void touch(Collection<String> scopes, Instant asOf) {
        fresh.addAll(scopes);
        examined.removeAll(scopes);
        scopes.forEach(scope -> touched.put(scope, asOf));
    }

    /** These may have changed as well, because of others. */
    public void alsoLookAt(Collection<String> scopes) {
        fresh.addAll(scopes);
    }

    /** The scopes that the next look is at. */
    public Set<String> due(Instant asOf) {
        Set<String> due = new TreeSet<>(fresh);
        if (asOf.isAfter(looked)) {
            due.addAll(touched.keySet());
        }
        return due;
    }

    /**
     * What is new or other than it was.
     *
     * @param asOf until when everything has been read
     * @param fold the incidents of a scope as they are now
     * @param later the same as they will be {@link #LONGEST_WAIT} later, if nothing comes
     */
    public List<Incident> since(
            Instant asOf, Function<String, List<Incident>> fold, Function<String, List<Incident>> later) {
        boolean passed = asOf.isAfter(looked);
        List<Incident> changed = new ArrayList<>();
        for (String scope : due(asOf)) {
            NavigableMap<String, Incident> before = shown.getOrDefault(scope, new TreeMap<>());
            NavigableMap<String, Incident> now = new TreeMap<>();
            List<Incident> folded = fold.apply(scope);
            folded.forEach(incident -> now.put(incident.id(), incident));
            if (passed && touched.containsKey(scope) && examined.add(scope) && folded.equals(later.apply(scope))) {
                touched.remove(scope);
            }
            now.values().stream()
                    .filter(incident -> !incident.equals(before.get(incident.id())))
                    .forEach(changed::add);
            before.values().stream()
                    .filter(incident -> !now.containsKey(incident.id()))
                    .map(incident ->
                            incident.with(incident.life().over(incident.life().lastSeen(), TAKEN_BACK)))
                    .forEach(changed::add);
            shown.put(scope, now);
        }
        fresh.clear();
        looked = asOf;
        touched.entrySet().removeIf(entry -> isSettled(entry, asOf));
        return changed;
    }

    private boolean isSettled(Map.Entry<String, Instant> entry, Instant asOf) {
        return entry.getValue().plus(LONGEST_WAIT).isBefore(asOf)
                && shown.getOrDefault(entry.getKey(), new TreeMap<>()).values().stream()
                        .allMatch(Incident::isResolved);
    }

    /** Whether time alone may change one. */
    public boolean isRestless() {
        return !touched.isEmpty();
    }
}
