package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Puts into EventBridge's envelope what AWS does not send in one. */
final class Envelope {

    private static final String SOURCE = "stopcause";

    private Envelope() {}

    /**
     * An event of the house's own making, about one resource.
     *
     * @param arn gives account and Region, and stands in {@code resources}
     * @param time is cut to whole seconds, as EventBridge does
     */
    static AwsEvent wrap(String id, String detailType, String arn, Instant time, ObjectNode detail) {
        return new AwsEvent(
                id,
                detailType,
                new AwsEvent.Origin(SOURCE, Fields.account(arn), Fields.region(arn)),
                time.truncatedTo(ChronoUnit.SECONDS),
                arn.isEmpty() ? List.of() : List.of(arn),
                detail);
    }
}
