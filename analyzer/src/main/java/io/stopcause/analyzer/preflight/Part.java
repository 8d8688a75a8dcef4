package io.stopcause.analyzer.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A place in a task definition and what stands there. A reference or a variable of a template is given, but its value is
 * open: nothing is said about it.
 *
 * @param path from {@code $}, with the names of the API
 */
public record Part(JsonNode node, String path) {

    /** Variables of templates, and the stand-ins that people write for values that are filled in later. */
    private static final Pattern OPEN = Pattern.compile(
            "\\$\\{|\\$\\(|#\\{|\\{\\{|\\{[A-Za-z][^{}]*}|<[^<>]+>|^\\$\\w+$|^%\\w+%$|(?i)(?<![a-z])x{5,}|account_?id");

    /** The whole of a document. */
    public static Part root(JsonNode node) {
        return new Part(node, "$");
    }

    Part at(String field) {
        return new Part(node.path(field), path + "." + field);
    }

    /** The members of a list that are known; none if it is no list. */
    List<Part> each() {
        return members().filter(part -> !part.isOpen()).toList();
    }

    private Stream<Part> members() {
        return node.isArray()
                ? IntStream.range(0, node.size()).mapToObj(i -> new Part(node.get(i), path + "[" + i + "]"))
                : Stream.empty();
    }

    /** Whether it, or a member of it, is only known later. */
    boolean hasOpen() {
        return isOpen() || members().anyMatch(Part::isOpen);
    }

    /** Whether anything stands here; null, "", [] and {} are what ECS takes for nothing. */
    boolean isGiven() {
        return !node.isMissingNode()
                && !node.isNull()
                && !(node.isContainerNode() && node.isEmpty())
                && !(node.isTextual() && node.asText().isBlank());
    }

    /** Whether something stands here whose value only the deployment will know. */
    boolean isOpen() {
        return node.isTextual() && OPEN.matcher(node.asText()).find();
    }

    /** The value, if it is a scalar that is known. */
    Optional<String> text() {
        return isGiven() && node.isValueNode() && !isOpen() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** The whole number, if one is known to stand here. */
    Optional<Long> number() {
        return text().filter(value -> value.matches("-?\\d{1,15}")).map(Long::valueOf);
    }

    boolean isTrue() {
        return node.asBoolean(false);
    }
}
