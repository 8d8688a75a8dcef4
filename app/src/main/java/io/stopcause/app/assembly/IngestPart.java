package io.stopcause.app.assembly;

import io.stopcause.ingest.Health;
import io.stopcause.ingest.Ingest;
import io.stopcause.ingest.IngestConfig;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that reads AWS. */
final class IngestPart implements Part {

    private final Ingest ingest;
    private final boolean reads;

    IngestPart(IngestConfig config, Map<String, Object> client, Clock clock) {
        this.reads = !config.equals(IngestConfig.NONE);
        this.ingest = Ingest.start(config, client, clock);
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Optional<String> greeting() {
        return Optional.of(
                reads
                        ? "reads " + String.join(", ", ingest.names())
                        : "reads nothing; name queues or log groups under 'ingest' in the configuration");
    }

    @Override
    public List<String> check() {
        return ingest.check().stream()
                .filter(health -> health.state() != Health.State.READING)
                .map(health -> health.source() + ": " + health.words())
                .toList();
    }

    /** Never: a source that another process has taken over is no reason to stop the other roles; check tells of it. */
    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public void close() {
        ingest.close();
    }
}
