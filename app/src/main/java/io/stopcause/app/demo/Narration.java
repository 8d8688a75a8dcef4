package io.stopcause.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Keys;
import io.stopcause.model.LogBatch;
import io.stopcause.model.Tick;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Tells in one line what goes into the pipeline, so that a person can follow. Pure. */
final class Narration {

    private static final int TASK_DIGITS = 6;
    private static final int LINE_CHARS = 100;

    private Narration() {}

    /** Empty for what only makes noise, such as a host's changing resources. */
    static Optional<String> of(Event event) {
        if (event instanceof LogBatch batch) {
            return Optional.of(log(batch));
        }
        if (event instanceof Answer answer) {
            return Optional.of("look   " + answer.explanation());
        }
        if (event instanceof AwsEvent aws) {
            return aws(aws);
        }
        if (event instanceof Tick) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("an event of a kind that nobody tells: " + event);
    }

    private static String log(LogBatch batch) {
        String first = batch.lines().get(0).message();
        String line = first.length() > LINE_CHARS ? first.substring(0, LINE_CHARS) + "…" : first;
        int more = batch.lines().size() - 1;
        return "log    " + line + (more > 0 ? "  (and " + more + " more)" : "");
    }

    private static Optional<String> aws(AwsEvent event) {
        return switch (event.detailType()) {
            case AwsEvent.TASK_STATE -> task(event);
            case AwsEvent.API_CALL -> Optional.of(call(event));
            case AwsEvent.DEPLOYMENT_STATE -> event.text("reason").map(reason -> "event  " + reason);
            case AwsEvent.SERVICE_ACTION -> event.text("eventName").map(name -> "event  " + name);
            case "ECR Image Action" ->
                Optional.of("event  image "
                        + event.text("repository-name").orElse("") + ":"
                        + event.text("image-tag").orElse("") + " pushed");
            default -> Optional.empty();
        };
    }

    private static Optional<String> task(AwsEvent event) {
        String id = event.text("taskArn").map(Keys::lastSegment).orElse("");
        String name = "task   …" + id.substring(Math.max(0, id.length() - TASK_DIGITS)) + " of "
                + event.text("taskDefinitionArn").map(Keys::lastSegment).orElse("?");
        boolean ending = event.text("desiredStatus").filter("STOPPED"::equals).isPresent();
        return switch (event.text("lastStatus").orElse("")) {
            case "RUNNING" -> ending ? Optional.empty() : Optional.of(name + " runs" + ports(event));
            case "STOPPED" ->
                Optional.of(
                        name + " stopped: " + event.text("stoppedReason").orElse("no reason given") + exitCodes(event));
            default -> Optional.empty();
        };
    }

    private static String ports(AwsEvent event) {
        return StreamSupport.stream(event.detail().path("containers").spliterator(), false)
                .flatMap(container ->
                        StreamSupport.stream(container.path("networkBindings").spliterator(), false))
                .map(binding -> binding.path("containerPort").asText() + " → host port "
                        + binding.path("hostPort").asText())
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), all -> all.isEmpty() ? "" : ", port " + all));
    }

    private static String exitCodes(AwsEvent event) {
        return StreamSupport.stream(event.detail().path("containers").spliterator(), false)
                .filter(container -> container.has("exitCode"))
                .map(container -> container.path("exitCode").asText())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), all -> all.isEmpty() ? "" : " (exit code " + all + ")"));
    }

    private static String call(AwsEvent event) {
        JsonNode request = event.detail().path("requestParameters");
        String revision = event.detail()
                .path("responseElements")
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText("");
        String what = revision.isEmpty()
                ? request.path("taskDefinition")
                        .asText(request.path("logGroupName").asText(""))
                : Keys.lastSegment(revision);
        String refused = event.text("errorMessage")
                .map(message -> " is refused: " + message)
                .orElse("");
        return "call   " + (event.text("eventName").orElse("?") + " " + what).strip() + refused;
    }
}
