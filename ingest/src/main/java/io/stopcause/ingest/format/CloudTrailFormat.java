package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;
import java.util.List;
import java.util.Optional;

/** A record of CloudTrail outside EventBridge's envelope, as it stands in trails' files and in {@code lookup-events}. */
final class CloudTrailFormat implements Format.OfOneEvent {

    @Override
    public String name() {
        return "CloudTrail record";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return Fields.text(object, "eventSource").isPresent()
                && Fields.text(object, "eventName").isPresent()
                && Times.of(object.path("eventTime")).isPresent();
    }

    @Override
    public Optional<AwsEvent> event(ObjectNode object) {
        String source = object.path("eventSource").asText();
        int dot = source.indexOf('.');
        return Times.of(object.path("eventTime"))
                .map(time -> new AwsEvent(
                        Fields.text(object, "eventID").orElseGet(() -> Ids.of(object.toString())),
                        AwsEvent.API_CALL,
                        new AwsEvent.Origin(
                                "aws." + (dot < 0 ? source : source.substring(0, dot)),
                                Fields.text(object, "recipientAccountId")
                                        .or(() -> Fields.text(object.path("userIdentity"), "accountId"))
                                        .orElse(""),
                                Fields.text(object, "awsRegion").orElse("")),
                        time,
                        List.of(),
                        object));
    }
}
