package io.stopcause.ingest.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A policy that stands at a resource, as the IAM User Guide defines its elements. It decides what it can decide without
 * knowing the circumstances of a call: statements with conditions, and with names that the call may or may not bear, leave
 * it open.
 */
public final class PolicyDocument {

    private final List<Statement> statements;

    private PolicyDocument(List<Statement> statements) {
        this.statements = statements;
    }

    /** What it says of a call. */
    public enum Decision {
        ALLOWED,
        /** By a statement that denies it. */
        DENIED,
        /** No statement allows it; another policy may. */
        NOT_ALLOWED,
        OPEN
    }

    /**
     * A call.
     *
     * @param principal ARN of the caller's role; empty where nobody signs it, or where it is not known
     * @param action such as {@code ecr:BatchGetImage}
     * @param resource ARN; empty where it is not known
     */
    public record Call(Optional<String> principal, String action, Optional<String> resource) {}

    private enum Met {
        YES,
        NO,
        PERHAPS
    }

    private record Statement(JsonNode node) {

        boolean denies() {
            return node.path("Effect").asText().equals("Deny");
        }

        Met meets(Call call) {
            List<Met> all = List.of(
                    field("Action", Optional.of(call.action)),
                    field("Resource", call.resource),
                    principal(call.principal),
                    node.path("Condition").isEmpty() ? Met.YES : Met.PERHAPS);
            if (all.contains(Met.NO)) {
                return Met.NO;
            }
            return all.contains(Met.PERHAPS) ? Met.PERHAPS : Met.YES;
        }

        private Met field(String name, Optional<String> value) {
            JsonNode not = node.path("Not" + name);
            if (!not.isMissingNode()) {
                return switch (any(not, value)) {
                    case YES -> Met.NO;
                    case NO -> Met.YES;
                    case PERHAPS -> Met.PERHAPS;
                };
            }
            return node.path(name).isMissingNode() ? Met.YES : any(node.path(name), value);
        }

        private Met principal(Optional<String> caller) {
            if (!node.path("NotPrincipal").isMissingNode()) {
                return Met.PERHAPS;
            }
            JsonNode principal = node.path("Principal");
            if (principal.isMissingNode() || texts(principal).anyMatch("*"::equals)) {
                return Met.YES;
            }
            List<String> named = texts(principal.path("AWS")).toList();
            if (named.contains("*")) {
                return Met.YES;
            }
            if (caller.isEmpty()) {
                return Met.PERHAPS;
            }
            String account = caller.get().replaceAll("^arn:[^:]*:[^:]*:[^:]*:([^:]*):.*$", "$1");
            return named.stream()
                            .anyMatch(each -> each.equals(caller.get())
                                    || each.equals(account)
                                    || each.endsWith("::" + account + ":root"))
                    ? Met.YES
                    : Met.NO;
        }

        private static Met any(JsonNode patterns, Optional<String> value) {
            if (texts(patterns).anyMatch("*"::equals)) {
                return Met.YES;
            }
            if (value.isEmpty()) {
                return Met.PERHAPS;
            }
            return texts(patterns).anyMatch(each -> matches(each, value.get())) ? Met.YES : Met.NO;
        }

        /** {@code *} stands for any letters, {@code ?} for one; the case of actions does not count. */
        private static boolean matches(String pattern, String value) {
            String expression = Arrays.stream(pattern.split("(?<=[*?])|(?=[*?])", -1))
                    .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part))
                    .collect(Collectors.joining());
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                    .matcher(value)
                    .matches();
        }

        private static Stream<String> texts(JsonNode field) {
            return field.isArray()
                    ? StreamSupport.stream(field.spliterator(), false).map(JsonNode::asText)
                    : field.isTextual() ? Stream.of(field.asText()) : Stream.empty();
        }
    }

    /**
     * Reads it.
     *
     * @param of what it belongs to, for a person
     * @throws NotSeenException if it is no policy
     */
    public static PolicyDocument read(String json, String of) {
        try {
            JsonNode statements = Json.mapper().readTree(json).path("Statement");
            List<Statement> all = (statements.isArray()
                            ? StreamSupport.stream(statements.spliterator(), false)
                            : Stream.of(statements).filter(JsonNode::isObject))
                    .map(Statement::new)
                    .toList();
            if (!all.isEmpty()) {
                return new PolicyDocument(all);
            }
        } catch (JsonProcessingException e) {
            throw new NotSeenException("The policy of " + of + " cannot be read.", e);
        }
        throw new NotSeenException("The policy of " + of + " cannot be read.");
    }

    /** What it decides: a denial first. */
    public Decision of(Call call) {
        boolean open = false;
        for (boolean denying : List.of(true, false)) {
            for (Statement statement : statements) {
                Met met = statement.denies() == denying ? statement.meets(call) : Met.NO;
                if (met == Met.YES && !open) {
                    return denying ? Decision.DENIED : Decision.ALLOWED;
                }
                open |= met != Met.NO;
            }
        }
        return open ? Decision.OPEN : Decision.NOT_ALLOWED;
    }
}
