package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.NotSeenException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Calls that do not wait for each other. One answer needs a dozen of them, and one after the other would take longer than
 * people wait. The rate limit of each service holds for them as for all.
 */
final class Together {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "vpc-reading");
        thread.setDaemon(true);
        return thread;
    });

    private Together() {}

    /** What may not be read is unread; any other failure comes out of {@link #join}. */
    static <T> CompletableFuture<Part<T>> read(Supplier<T> call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Part.known(call.get());
                    } catch (NotSeenException e) {
                        return Part.unread(String.valueOf(e.getMessage()));
                    }
                },
                THREADS);
    }

    static <T> Part<T> join(CompletableFuture<Part<T>> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
