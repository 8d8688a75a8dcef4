package io.stopcause.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text before it leaves the account that it was read in. Only what is secret goes: the words
 * around it stay, since they are the evidence. Pure; applying it twice changes nothing more.
 *
 * <p>It knows AWS access keys and session tokens, the signed part of presigned URLs, passwords in URLs, values whose
 * name says that they are secret (JSON, environment, command line, ECS environment lists), bearer and basic
 * authorization, the tokens of well-known vendors, JSON Web Tokens, and private key blocks. It cannot know a password
 * that stands alone. Each pattern is bounded, so that the time grows with the length of the text and no faster.
 */
public final class Redaction {

    /** What stands in the place of a secret. */
    public static final String MARK = "[redacted]";

    private static final List<Step> SHAPES = List.of(
            step(
                    "-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----(?s:.*?)(?:-----END \\1-----|\\z)",
                    "-----BEGIN $1-----" + MARK + "-----END $1-----",
                    "-----begin "),
            step(
                    "(?i)(X-Amz-(?:Signature|Credential|Security-Token)(?:=|%3D))[^\\s&\"'<>\\\\;]+",
                    "$1" + MARK, "x-amz-"),
            step(
                    "(?i)([?&](?:AWSAccessKeyId|Signature|sig)=)[^\\s&\"'<>\\\\;]+",
                    "$1" + MARK,
                    "keyid=",
                    "signature=",
                    "sig="),
            step(
                    "(?i)\\b([a-z][a-z0-9+.-]{1,30}://[^\\s:/@\"'<>]{0,256}):[^\\s/\"'<>]{1,512}@",
                    "$1:" + MARK + "@",
                    "://"),
            step(
                    "(?i)(\\b(?:bearer|basic)\\s+)(?=[A-Za-z+/._~-]{0,512}[0-9=])[A-Za-z0-9+/._~=-]{8,}",
                    "$1" + MARK,
                    "bearer",
                    "basic"),
            step("\\b(AKIA|ASIA)[A-Z0-9]{12,124}\\b", "$1" + MARK, "akia", "asia"),
            step(
                    "\\b(?:gh[pousr]_\\w{20,}|github_pat_\\w{20,}|xox[abeoprs]-[\\w-]{10,}|glpat-[\\w-]{16,}"
                            + "|sk_live_\\w{16,}|hooks\\.slack\\.com/(?:services|workflows)/[\\w/]{8,})",
                    MARK,
                    "gh",
                    "xox",
                    "glpat-",
                    "sk_live_",
                    "hooks.slack.com"),
            step("\\beyJ[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*", MARK, "eyj"),
            step("(?<![\\w+/=-])(?:IQoJ|FwoG|FQoG)[A-Za-z0-9+/=]{60,}", MARK, "iqoj", "fwog", "fqog"));

    /** A secret access key has no mark of its own; beside an access key id, forty such characters are one. */
    private static final Step SECRET_KEY = step(
            "(?<![\\w+/=-])(?=[a-z0-9+/]{0,39}[A-Z])(?=[A-Z0-9+/]{0,39}[a-z])[A-Za-z0-9+/]{40}(?![\\w+/=-])",
            MARK,
            "akia",
            "asia");

    private Redaction() {}

    /** The text without its secrets. */
    public static String of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String redacted = SECRET_KEY.apply(SecretFields.redact(text, lower), lower);
        for (Step shape : SHAPES) {
            redacted = shape.apply(redacted, lower);
        }
        return redacted;
    }

    /** A copy of a JSON tree in which no text holds a secret. Field names stay as they are. */
    public static JsonNode of(JsonNode tree) {
        if (tree instanceof TextNode text) {
            return TextNode.valueOf(of(text.textValue()));
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(item -> copy.add(of(item)));
            return copy;
        }
        return tree instanceof ObjectNode object ? ofFields(object) : tree;
    }

    private static ObjectNode ofFields(ObjectNode object) {
        ObjectNode copy = object.objectNode();
        boolean secretPair = object.path("value").isTextual()
                && SecretFields.isSecretName(object.path("name").asText());
        object.properties().forEach(field -> {
            boolean secret = field.getValue().isTextual()
                    && (SecretFields.isSecretName(field.getKey())
                            || (secretPair && field.getKey().equals("value")));
            copy.set(field.getKey(), secret ? TextNode.valueOf(MARK) : of(field.getValue()));
        });
        return copy;
    }

    /**
     * One shape of secret.
     *
     * @param hints in small letters; where none of them stands, the pattern cannot match and is not tried
     */
    private record Step(Pattern pattern, String replacement, List<String> hints) {

        String apply(String text, String lower) {
            return hints.stream().anyMatch(lower::contains)
                    ? pattern.matcher(text).replaceAll(replacement)
                    : text;
        }
    }

    private static Step step(String regex, String replacement, String... hints) {
        return new Step(Pattern.compile(regex), replacement, List.of(hints));
    }
}
