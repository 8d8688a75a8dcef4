package io.stopcause.app.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import io.stopcause.app.preflight.InspectionChecks;
import io.stopcause.ingest.Health;
import io.stopcause.ingest.Ingest;
import io.stopcause.ingest.IngestConfig;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything that reads AWS. */
final class IngestPart implements Part {

    private final Ingest ingest;
    private final Clock clock;

    IngestPart(IngestConfig config, Map<String, Object> client, Clock clock) {
        this.clock = clock;
        this.ingest = Ingest.start(config, InspectionChecks.WITH_OTHERS, client, clock);
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        IngestMeters.bind(ingest, registry, clock);
    }

    @Override
    public Optional<String> greeting() {
        String reads = ingest.names().isEmpty()
                ? "reads nothing; name queues or log groups under 'ingest' in the configuration"
                : "reads " + String.join(", ", ingest.names());
        return Optional.of(ingest.answers() ? reads + "; looks into the account to prove causes" : reads);
    }

    @Override
    public List<String> check() {
        return ingest.check().stream()
                .filter(health -> health.state() != Health.State.READING)
                .map(health -> health.source() + ": " + health.words())
                .toList();
    }

    @Override
    public List<String> sources() {
        return ingest.check().stream()
                .map(health -> "%-8s %s: %s"
                        .formatted(health.state().name().toLowerCase(Locale.ROOT), health.source(), health.words()))
                .toList();
    }

    /** Never: a source that cannot be read is no reason to stop the other roles; check tells of it. */
    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public void close() {
        ingest.close();
    }
}
