package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Ids;

/** The answer of {@code DescribeTaskDefinition}: what CloudTrail tells when the definition is registered. */
final class DefinitionFormat implements Format {

    @Override
    public String name() {
        return "ECS task definition";
    }

    @Override
    public boolean matches(ObjectNode object) {
        return object.path("taskDefinition").path("containerDefinitions").isArray()
                && object.path("taskDefinition").hasNonNull("taskDefinitionArn");
    }

    @Override
    public void read(ObjectNode object, Reading reading) {
        JsonNode definition = object.path("taskDefinition");
        String arn = definition.path("taskDefinitionArn").asText();
        ObjectNode detail = Trees.object();
        detail.put("eventSource", "ecs.amazonaws.com");
        detail.put("eventName", "RegisterTaskDefinition");
        detail.putObject("responseElements").set("taskDefinition", definition);
        reading.event(Envelope.wrap(
                Ids.of("definition", arn),
                AwsEvent.API_CALL,
                arn,
                Times.of(definition.path("registeredAt")).orElseGet(reading::time),
                detail));
    }
}
