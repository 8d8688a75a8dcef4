package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.LogSource;
import java.time.Instant;
import java.util.Optional;

/** Lines of Docker's json-file driver and FireLens records. A FireLens record tells no time of its own. */
final class ContainerRecordFormat implements Format {

    @Override
    public String name() {
        return "container log record";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return ContainerRecord.of(object).isPresent();
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        ContainerRecord.of(object).ifPresent(record -> {
            LogSource source = record.source(reading.source(""));
            Optional<Instant> time = Times.of(object.path("time"))
                    .or(() -> Times.of(object.path("@timestamp")))
                    .or(() -> Times.of(object.path("date")));
            reading.record(source, time, record.log());
        });
    }
}
