package io.stopcause.analyzer.match;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.ending.Reasons;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.List;

/**
 * A text inside an event that a person would read for the reason.
 *
 * @param container name of the container that it is about, or empty
 */
public record EventText(Surface surface, String container, String text) {

    /** The texts of an event, the most particular last. */
    public static List<EventText> of(AwsEvent event) {
        List<EventText> texts = new ArrayList<>();
        JsonNode detail = AwsEvent.TASK_STATE.equals(event.detailType())
                ? Reasons.whole(event, List.of()).detail()
                : event.detail();
        switch (event.detailType()) {
            case AwsEvent.TASK_STATE -> {
                add(texts, Surface.TASK_STOPPED_REASON, "", detail.path("stoppedReason"));
                detail.path("containers")
                        .forEach(container -> add(
                                texts,
                                Surface.CONTAINER_REASON,
                                container.path("name").asText(),
                                container.path("reason")));
            }
            case AwsEvent.SERVICE_ACTION -> {
                add(texts, Surface.SERVICE_EVENT, "", detail.path("reason"));
                add(texts, Surface.SERVICE_EVENT, "", detail.path("message"));
            }
            case AwsEvent.DEPLOYMENT_STATE -> add(texts, Surface.DEPLOYMENT_EVENT, "", detail.path("reason"));
            case AwsEvent.INSTANCE_STATE -> add(texts, Surface.INSTANCE_EVENT, "", detail.path("statusReason"));
            case AwsEvent.API_CALL -> apiError(texts, detail);
            default -> add(texts, Surface.SERVICE_EVENT, "", detail.path("reason"));
        }
        return texts;
    }

    private static void apiError(List<EventText> texts, JsonNode detail) {
        if (detail.hasNonNull("errorCode")) {
            String text = detail.path("errorCode").asText() + ": "
                    + detail.path("errorMessage").asText();
            texts.add(new EventText(Surface.API_ERROR, "", text));
        }
    }

    private static void add(List<EventText> texts, Surface surface, String container, JsonNode text) {
        if (text.isTextual() && !text.asText().isBlank()) {
            texts.add(new EventText(surface, container, text.asText()));
        }
    }
}
