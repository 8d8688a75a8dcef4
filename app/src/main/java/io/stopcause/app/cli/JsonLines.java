package io.stopcause.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.Explainer;
import io.stopcause.analyzer.Explanation;
import io.stopcause.model.Json;
import io.stopcause.model.Nearest;
import io.stopcause.model.Remediation;
import io.stopcause.model.Surface;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code explain --jsonl}: a line in, a line out, in the same order; a bad line is an error and the rest goes on. */
final class JsonLines {

    private static final List<String> FIELDS = List.of("id", "surface", "text");

    private final Explainer explainer;
    private final Surface otherwise;
    private final Terminal terminal;
    private int bad;

    JsonLines(Explainer explainer, Surface otherwise, Terminal terminal) {
        this.explainer = explainer;
        this.otherwise = otherwise;
        this.terminal = terminal;
    }

    /** What stands on each line of output. */
    private record Answer(
            JsonNode id,
            Optional<String> cause,
            List<String> alternatives,
            double confidence,
            String title,
            String rule,
            Remediation remediation) {

        static Answer of(JsonNode id, Explanation explanation) {
            return new Answer(
                    id,
                    explanation.cause(),
                    explanation.alternatives(),
                    explanation.confidence(),
                    explanation.title(),
                    explanation.rule(),
                    explanation.remediation());
        }
    }

    private static final class BadLineException extends Exception {
        private static final long serialVersionUID = 1;

        BadLineException(String message) {
            super(message);
        }
    }

    /** Reads to the end. Whoever sends line by line gets each answer at once. */
    int run() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (!line.isBlank()) {
                answer(number, line);
            }
            if (!in.ready()) {
                terminal.out().flush();
            }
        }
        return bad == 0 ? ExitCode.FINE : ExitCode.WRONG_USE;
    }

    private void answer(int number, String line) {
        try {
            terminal.out().println(write(answer(line)));
        } catch (BadLineException e) {
            bad++;
            terminal.err().println("stopcause: line " + number + ": " + Terminal.safe(String.valueOf(e.getMessage())));
        }
    }

    private Answer answer(String line) throws BadLineException {
        JsonNode tree = parse(line);
        if (!(tree instanceof ObjectNode object)) {
            throw new BadLineException("expected a JSON object but was " + tree.getNodeType());
        }
        JsonNode id = object.path("id").isMissingNode() ? NullNode.getInstance() : object.path("id");
        if (object.path("text").isTextual()) {
            return Answer.of(
                    id, explainer.explain(surface(object), object.path("text").asText()));
        }
        if (object.has("text")) {
            throw new BadLineException(
                    "'text' must be a string but was " + object.path("text").getNodeType());
        }
        if (isEvent(object)) {
            return Answer.of(id, explainer.explain(otherwise, line));
        }
        throw new BadLineException("neither a text nor an event: " + hint(object));
    }

    private static JsonNode parse(String line) throws BadLineException {
        try {
            return Json.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new BadLineException("no JSON: " + Json.describe(e));
        }
    }

    private Surface surface(ObjectNode object) throws BadLineException {
        JsonNode name = object.path("surface");
        if (name.isMissingNode()) {
            refuseTypo(object);
            return otherwise;
        }
        try {
            return Surface.of(name.asText());
        } catch (IllegalArgumentException e) {
            throw new BadLineException(String.valueOf(e.getMessage()));
        }
    }

    /** Fields of other programs are welcome, but one that was meant for us must not be passed over in silence. */
    private static void refuseTypo(ObjectNode object) throws BadLineException {
        for (var fields = object.fieldNames(); fields.hasNext(); ) {
            String name = fields.next();
            if (!FIELDS.contains(name)
                    && Nearest.to(name, FIELDS).filter("surface"::equals).isPresent()) {
                throw new BadLineException(Nearest.unknown("field", name, FIELDS));
            }
        }
    }

    private static boolean isEvent(ObjectNode object) {
        return object.has("detail-type") || object.has("tasks") || object.has("taskArn");
    }

    private static String hint(ObjectNode object) {
        for (var fields = object.fieldNames(); fields.hasNext(); ) {
            String name = fields.next();
            if (Nearest.to(name, List.of("text")).isPresent()) {
                return Nearest.unknown("field", name, FIELDS);
            }
        }
        return "the field 'text' or 'detail-type' is missing";
    }

    private static String write(Answer answer) {
        ObjectNode tree = Json.mapper().valueToTree(answer);
        if (!tree.has("cause")) {
            ObjectNode ordered = Json.mapper().createObjectNode();
            ordered.set("id", tree.remove("id"));
            ordered.putNull("cause");
            ordered.setAll(tree);
            return Json.write(ordered);
        }
        return Json.write(tree);
    }
}
