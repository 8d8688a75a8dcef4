package io.stopcause.analyzer.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Why a task ended, and how that would be judged if not all of its containers mattered. States of tasks do not tell which
 * containers are essential and how long each may take to stop; the task definition does, and it is known elsewhere.
 *
 * @param verdict as the state alone gives it
 * @param contested containers that ended with an error or were killed: how many seconds they had outlived another one, or
 *     -1 where that is not so
 * @param otherwise verdicts that differ, by the names of the contested containers that do not matter
 */
public record Judgement(
        Optional<Verdict> verdict, SortedMap<String, Long> contested, Map<String, Optional<Verdict>> otherwise) {

    /** Of more containers than that it is not asked which of them matter. */
    static final int MOST = 3;

    public Judgement {
        contested = Collections.unmodifiableSortedMap(new TreeMap<>(contested));
        otherwise = Collections.unmodifiableMap(new TreeMap<>(otherwise));
    }

    public static Judgement of(Optional<Verdict> verdict) {
        return new Judgement(verdict, new TreeMap<>(), Map.of());
    }

    @JsonIgnore
    public boolean isContested() {
        return !contested.isEmpty();
    }

    /** The same with the verdict that holds if some of the containers do not matter; asked with name and seconds. */
    public Judgement given(BiPredicate<String, Long> matters) {
        TreeSet<String> ignored = new TreeSet<>();
        contested.forEach((name, seconds) -> {
            if (!matters.test(name, seconds)) {
                ignored.add(name);
            }
        });
        return new Judgement(otherwise.getOrDefault(key(ignored), verdict), contested, otherwise);
    }

    static String key(Iterable<String> ignored) {
        return String.join(",", ignored);
    }
}
