package io.stopcause.analyzer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.match.Choice;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.match.Likeness;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.story.Task;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import io.stopcause.model.Surface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what one text or one event means, without anything around it. Safe for use by several threads. */
public final class Explainer {

    private static final AwsEvent.Origin NOWHERE = new AwsEvent.Origin("stopcause", "", "");

    private static final String UNKNOWN = "unknown";

    private static final int MAX_LINE = 500;

    private final Judge judge;

    public Explainer(RuleSet rules) {
        this(new Judge(rules));
    }

    Explainer(Judge judge) {
        this.judge = judge;
    }

    /** What a text means that stood on that surface. A JSON object that looks like an event is read as one. */
    public Explanation explain(Surface surface, String text) {
        Optional<AwsEvent> event = event(surface, text);
        Optional<Explanation> known =
                Choice.of(hits(surface, text, event), judge.rules()).map(choice -> explanation(choice, event));
        return known.filter(each -> each.confidence() > Likeness.DOUBT)
                .or(() -> guess(surface, text, known))
                .or(() -> known)
                .orElse(Explanation.NOTHING);
    }

    /** What a failure resembles of which no rule knows more than that it is one. */
    private Optional<Explanation> guess(Surface surface, String text, Optional<Explanation> known) {
        boolean failed = known.flatMap(each -> judge.rules().rule(each.rule()))
                .filter(rule -> !rule.isNormal())
                .isPresent();
        String told = failed ? text : String.join(" ", judge.texts().errors(surface, text));
        return Likeness.of(told)
                .flatMap(guess -> guess.clear()
                        ? explanation(guess.cause(), Likeness.CONFIDENCE, told)
                                .map(each -> each.orLike(guess).because(guess.reason()))
                        : known.or(() -> explanation(UNKNOWN, Likeness.DOUBT, told)
                                        .map(each -> each.because("an error that no rule knows")))
                                .map(each -> each.orLike(guess)));
    }

    private Optional<Explanation> explanation(String cause, double confidence, String line) {
        return judge.rules()
                .forCause(cause)
                .map(rule -> new Explanation(
                        Optional.of(cause),
                        List.of(),
                        confidence,
                        rule.title(),
                        rule.id(),
                        rule.remediation().fill(Map.of("line", shortened(line)))));
    }

    /** The same without the words: the cause alone. */
    Optional<String> cause(Surface surface, String text) {
        return Choice.of(hits(surface, text), judge.rules()).map(Choice::cause);
    }

    /** All that matches in a text. */
    List<Hit> hits(Surface surface, String text) {
        return hits(surface, text, event(surface, text));
    }

    private List<Hit> hits(Surface surface, String text, Optional<AwsEvent> event) {
        List<Hit> hits = new ArrayList<>(judge.judge(surface, text));
        event.ifPresent(told -> hits.addAll(judge.judge(told)));
        return hits;
    }

    private static Explanation explanation(Choice choice, Optional<AwsEvent> event) {
        Map<String, String> values = new TreeMap<>();
        Optional<Task> task = event.map(Task::of);
        task.ifPresent(told -> values.putAll(told.values()));
        values.putAll(choice.hit().captures());
        String line = task.map(Task::detail)
                .filter(detail -> !detail.isEmpty())
                .orElse(choice.hit().line());
        values.put("line", shortened(line));
        return new Explanation(
                Optional.of(choice.cause()),
                choice.alternatives(),
                choice.confidence(),
                choice.hit().rule().title(),
                choice.hit().rule().id(),
                choice.hit().rule().remediation().fill(values));
    }

    private static String shortened(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }

    private static Optional<AwsEvent> event(Surface surface, String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        return tree instanceof ObjectNode object ? event(surface, object) : Optional.empty();
    }

    private static Optional<AwsEvent> event(Surface surface, ObjectNode object) {
        if (object.hasNonNull("detail-type") && object.get("detail") instanceof ObjectNode detail) {
            return Optional.of(event(object, detail));
        }
        if (object.path("tasks").path(0) instanceof ObjectNode task) {
            return Optional.of(event(AwsEvent.TASK_STATE, task));
        }
        return switch (surface) {
            case TASK_STOPPED_REASON -> Optional.of(event(AwsEvent.TASK_STATE, object));
            case CONTAINER_REASON -> Optional.of(event(AwsEvent.TASK_STATE, task(object)));
            case SERVICE_EVENT -> Optional.of(event(AwsEvent.SERVICE_ACTION, object));
            case DEPLOYMENT_EVENT -> Optional.of(event(AwsEvent.DEPLOYMENT_STATE, object));
            case INSTANCE_EVENT -> Optional.of(event(AwsEvent.INSTANCE_STATE, object));
            case API_ERROR -> Optional.of(event(AwsEvent.API_CALL, object));
            case APP_LOG, AGENT_LOG -> Optional.empty();
        };
    }

    /** The task around a container that stands alone. */
    private static ObjectNode task(ObjectNode object) {
        if (object.has("containers")) {
            return object;
        }
        ObjectNode task = Json.mapper().createObjectNode();
        task.putArray("containers").add(object);
        return task;
    }

    private static AwsEvent event(ObjectNode envelope, ObjectNode detail) {
        AwsEvent.Origin origin = new AwsEvent.Origin(
                envelope.path("source").asText(),
                envelope.path("account").asText(),
                envelope.path("region").asText());
        return new AwsEvent("", envelope.get("detail-type").asText(), origin, Instant.EPOCH, List.of(), detail);
    }

    private static AwsEvent event(String type, ObjectNode detail) {
        return new AwsEvent("", type, NOWHERE, Instant.EPOCH, List.of(), detail);
    }
}
