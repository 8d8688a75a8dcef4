package io.stopcause.app.assembly;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.ingest.Health;
import io.stopcause.ingest.Ingest;
import io.stopcause.ingest.Traffic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What ingest counts, by the names under which Prometheus keeps it. */
final class IngestMeters {

    private static final List<Kind> OUTCOMES =
            List.of(Kind.EVENTS, Kind.LINES, Kind.DUPLICATE, Kind.IGNORED, Kind.DEAD);

    private IngestMeters() {}

    static void bind(Ingest ingest, MeterRegistry registry, Clock clock) {
        for (String source : ingest.names()) {
            Traffic traffic = flow(ingest, source).traffic();
            FunctionCounter.builder("stopcause.ingest.read", traffic, t -> t.count(Kind.READ))
                    .description("records read; the outcomes add up to it")
                    .tag("source", source)
                    .register(registry);
            for (Kind outcome : OUTCOMES) {
                FunctionCounter.builder("stopcause.ingest.records", traffic, t -> t.count(outcome))
                        .description("records read, by what became of them")
                        .tag("source", source)
                        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
            FunctionCounter.builder("stopcause.ingest.late", traffic, Traffic::late)
                    .description("new records that were older than what had settled when they came")
                    .tag("source", source)
                    .register(registry);
            FunctionCounter.builder("stopcause.ingest.missing", traffic, Traffic::missing)
                    .description("log events that CloudWatch has by its own count, and that were not found")
                    .tag("source", source)
                    .register(registry);
            Gauge.builder("stopcause.ingest.latest", traffic, t -> seconds(t.latest()))
                    .description("how late the latest of them was")
                    .baseUnit("seconds")
                    .tag("source", source)
                    .register(registry);
            Gauge.builder("stopcause.ingest.lag", ingest, i -> lag(i, source, clock))
                    .description("how far what has been read is behind now")
                    .baseUnit("seconds")
                    .tag("source", source)
                    .register(registry);
        }
        for (Health.State state : Health.State.values()) {
            Gauge.builder("stopcause.ingest.lots", ingest, i -> count(i, state))
                    .description("log groups, shards, queues and threads of this process, by how they fare")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private static Ingest.Flow flow(Ingest ingest, String source) {
        return ingest.flows().stream()
                .filter(flow -> flow.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private static double lag(Ingest ingest, String source, Clock clock) {
        return flow(ingest, source)
                .settled()
                .map(settled -> seconds(Duration.between(settled, clock.instant())))
                .orElse(Double.NaN);
    }

    private static double count(Ingest ingest, Health.State state) {
        return ingest.check().stream().filter(health -> health.state() == state).count();
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1000.0;
    }
}
