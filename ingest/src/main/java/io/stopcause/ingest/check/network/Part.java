package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.NotSeenException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Something that was read of the account, or why it was not. */
sealed interface Part<T> {

    <R> Part<R> flatMap(Function<T, Part<R>> next);

    /** The way that depends on it: unclear where it was not read. */
    Way way(Function<T, Way> next);

    /** The value, for what nothing can be said without it. */
    T orThrow();

    default void ifKnown(Consumer<T> next) {
        if (this instanceof Known<T> known) {
            next.accept(known.value);
        }
    }

    record Known<T>(T value) implements Part<T> {
        @Override
        public <R> Part<R> flatMap(Function<T, Part<R>> next) {
            return next.apply(value);
        }

        @Override
        public Way way(Function<T, Way> next) {
            return next.apply(value);
        }

        @Override
        public T orThrow() {
            return value;
        }
    }

    /**
     * Not read.
     *
     * @param reason for a person: what could not be read, and which permission would allow it
     */
    record Unread<T>(String reason) implements Part<T> {
        @Override
        public <R> Part<R> flatMap(Function<T, Part<R>> next) {
            return new Unread<>(reason);
        }

        @Override
        public Way way(Function<T, Way> next) {
            return new Way.Unclear(reason);
        }

        @Override
        public T orThrow() {
            throw new NotSeenException(reason);
        }
    }

    static <T> Part<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Part<T> unread(String reason) {
        return new Unread<>(reason);
    }

    default <R> Part<R> map(Function<T, R> change) {
        return flatMap(value -> known(change.apply(value)));
    }
}
