package io.stopcause.analyzer.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that a file leaves out is an empty one. */
final class Lists {

    private Lists() {}

    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
