package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.NotSeenException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Parts of the account that are read beside each other. */
final class Together {

    private Together() {}

    /** What may not be read is unread; any other failure comes out of {@link #join}. */
    static <T> CompletableFuture<Part<T>> read(Account account, Supplier<T> call) {
        return account.beside(() -> {
            try {
                return Part.known(call.get());
            } catch (NotSeenException e) {
                return Part.unread(String.valueOf(e.getMessage()));
            }
        });
    }

    static <T> Part<T> join(CompletableFuture<Part<T>> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
