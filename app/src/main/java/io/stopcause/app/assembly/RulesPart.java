package io.stopcause.app.assembly;

import io.stopcause.app.rules.RuleWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks after the directory of rules while the analyzer runs. */
final class RulesPart implements Part {

    /** Looking is cheap, and works on every file system; notices of changes do not cross network mounts. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RuleWatch watch;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "rules");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> looks;
    private volatile Optional<String> failure = Optional.empty();

    RulesPart(RuleWatch watch) {
        this.watch = watch;
        this.looks =
                looking.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            watch.look();
        } catch (RuntimeException e) {
            failure = Optional.of("the rules are no longer watched: " + e);
            throw e;
        }
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public Optional<String> greeting() {
        return Optional.of(watch.directory() + ", taken over when they change");
    }

    @Override
    public List<String> check() {
        return watch.problem().stream().toList();
    }

    @Override
    public Optional<String> failure() {
        return failure;
    }

    @Override
    public void close() {
        looks.cancel(false);
        looking.shutdown();
        try {
            if (!looking.awaitTermination(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                looking.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
