package io.stopcause.ingest.check.network;

import java.util.function.Function;

/** Something that was read of the account, or why it was not. */
sealed interface Seen<T> {

    <R> Seen<R> flatMap(Function<T, Seen<R>> next);

    /** The way that depends on it: unclear where it was not read. */
    Way way(Function<T, Way> next);

    record Known<T>(T value) implements Seen<T> {
        @Override
        public <R> Seen<R> flatMap(Function<T, Seen<R>> next) {
            return next.apply(value);
        }

        @Override
        public Way way(Function<T, Way> next) {
            return next.apply(value);
        }
    }

    /** @param reason for a person: what could not be read, and which permission would allow it */
    record Unseen<T>(String reason) implements Seen<T> {
        @Override
        public <R> Seen<R> flatMap(Function<T, Seen<R>> next) {
            return new Unseen<>(reason);
        }

        @Override
        public Way way(Function<T, Way> next) {
            return new Way.Unclear(reason);
        }
    }

    static <T> Seen<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Seen<T> unseen(String reason) {
        return new Unseen<>(reason);
    }

    default <R> Seen<R> map(Function<T, R> change) {
        return flatMap(value -> known(change.apply(value)));
    }
}
