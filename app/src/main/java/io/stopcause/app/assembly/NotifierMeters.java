package io.stopcause.app.assembly;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.notifier.NotifierCounts;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the notifier counts, by the names under which Prometheus keeps it. */
final class NotifierMeters {

    private NotifierMeters() {}

    static void bind(NotifierCounts counts, List<String> receivers, MeterRegistry registry) {
        FunctionCounter.builder("stopcause.notifier.incidents", counts, NotifierCounts::incidents)
                .description("versions of incidents that were read")
                .register(registry);
        FunctionCounter.builder("stopcause.notifier.dead", counts, NotifierCounts::deadLetters)
                .description("records that could not be read")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            FunctionCounter.builder("stopcause.notifier.attempts", counts, c -> c.attempts(outcome))
                    .description("messages, by what became of them")
                    .tag("outcome", outcome.wire())
                    .register(registry);
        }
        for (String receiver : receivers) {
            FunctionTimer.builder(
                            "stopcause.notifier.wait",
                            counts,
                            c -> c.waits(receiver).count(),
                            c -> c.waits(receiver).total().toMillis(),
                            TimeUnit.MILLISECONDS)
                    .description("from the beginning of an incident to its first message at the receiver")
                    .tag("receiver", receiver)
                    .register(registry);
            Gauge.builder(
                            "stopcause.notifier.wait.latest",
                            counts,
                            c -> c.waits(receiver).latest().toMillis() / 1000.0)
                    .description("the latest of them")
                    .baseUnit("seconds")
                    .tag("receiver", receiver)
                    .register(registry);
        }
    }
}
