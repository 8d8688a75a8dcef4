package io.stopcause.analyzer.ending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * ECS cuts reasons at 255 or 1,024 letters, each for itself and each time that it tells them, and readers cut them with
 * three dots. What one lost at its end, another may have kept.
 */
public final class Reasons {

    /** The shortest length at which ECS cuts. */
    public static final int CUT = 255;

    private static final int OVERLAP = 40;

    private Reasons() {}

    /** The reasons that a state of a task tells: its own, then those of its containers. */
    public static List<String> of(AwsEvent state) {
        List<String> reasons = new ArrayList<>();
        state.text("stoppedReason").ifPresent(reasons::add);
        for (JsonNode container : state.detail().path("containers")) {
            if (container.path("reason").isTextual()) {
                reasons.add(container.path("reason").asText());
            }
        }
        return reasons;
    }

    /** The state of a task with reasons that are whole as far as its other reasons, or these, hold what is missing. */
    public static AwsEvent whole(AwsEvent state, Collection<String> known) {
        List<String> all = Stream.concat(of(state).stream(), known.stream()).toList();
        if (all.stream().noneMatch(Reasons::isCut)) {
            return state;
        }
        ObjectNode detail = state.detail().deepCopy();
        complete(detail, "stoppedReason", all);
        for (JsonNode each : detail.path("containers")) {
            if (each instanceof ObjectNode container) {
                complete(container, "reason", all);
            }
        }
        return new AwsEvent(state.id(), state.detailType(), state.origin(), state.time(), state.resources(), detail);
    }

    private static void complete(ObjectNode node, String field, Collection<String> all) {
        if (node.path(field).isTextual()) {
            whole(node.path(field).asText(), all).ifPresent(text -> node.put(field, text));
        }
    }

    /** A text with the end that the longest of the others kept; empty if it is not cut or none kept more. */
    public static Optional<String> whole(String text, Collection<String> others) {
        if (!isCut(text)) {
            return Optional.empty();
        }
        String kept = withoutDots(text);
        String end = kept.substring(kept.length() - OVERLAP);
        return others.stream()
                .filter(other -> other.contains(end))
                .map(other -> other.substring(other.lastIndexOf(end) + OVERLAP))
                .filter(rest -> withoutDots(rest).length() > 0)
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(rest -> kept + rest);
    }

    /** Whether something may be missing at its end. */
    public static boolean isCut(String text) {
        String kept = withoutDots(text);
        return kept.length() >= OVERLAP && (text.length() >= CUT || kept.length() < text.length());
    }

    private static String withoutDots(String text) {
        String bare = text.stripTrailing();
        if (bare.endsWith("...")) {
            return bare.substring(0, bare.length() - 3);
        }
        return bare.endsWith("…") ? bare.substring(0, bare.length() - 1) : text;
    }
}
