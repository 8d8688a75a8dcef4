package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.NotSeenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what AWS lists page by page, and no more than a few pages of it. */
public final class Pages {

    private static final int MOST = 10;

    private Pages() {}

    /**
     * One page.
     *
     * @param token of the next; null or empty on the last, as the SDK gives it
     */
    public record Page<T>(List<T> items, String token) {}

    /**
     * All of them.
     *
     * @param what is listed, for a person
     * @param page reads the page of a token; of none, the first
     * @throws NotSeenException if there are more than {@value #MOST} pages
     */
    public static <T> List<T> all(String what, Function<Optional<String>, Page<T>> page) {
        List<T> all = new ArrayList<>();
        Optional<String> token = Optional.empty();
        for (int read = 0; read < MOST; read++) {
            Page<T> next = page.apply(token);
            all.addAll(next.items);
            token = Optional.ofNullable(next.token).filter(each -> !each.isEmpty());
            if (token.isEmpty()) {
                return all;
            }
        }
        throw new NotSeenException("There are more than " + all.size() + " " + what + ": too many to look through.");
    }
}
