package io.stopcause.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text before it leaves the account that it was read in. Only what is secret goes: the words
 * around it stay, since they are the evidence. Pure; applying it twice changes nothing more.
 *
 * <p>It knows AWS access keys and session tokens, the signed part of presigned URLs, passwords in URLs, values whose
 * name says that they are secret (JSON, environment, command line, ECS environment lists), bearer and basic
 * authorization, cookies, the tokens of well-known vendors, JSON Web Tokens, and private key blocks. It cannot know a
 * password that stands alone. Each pattern is bounded, so that the time grows with the length of the text and no faster.
 */
public final class Redaction {

    /** What stands in the place of a secret. */
    public static final String MARK = "[redacted]";

    /** What stands in the place of a mail address, where those are to be kept back as well. */
    public static final String ADDRESS = "[address]";

    private static final Pattern ADDRESSES =
            Pattern.compile("(?<![\\w.%+-])(?!git@)[\\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}");

    private static final String QUOTES = "\\\\{0,15}[\"']?";

    /** Tokens that begin with a mark of who gave them out, and addresses that are secrets themselves. */
    private static final String VENDORS = "(?:gh[pousr]_\\w{20,}|github_pat_\\w{20,}|xox[abeoprs]-[\\w-]{10,}"
            + "|xapp-[\\w-]{10,}|gl(?:pat|rt|dt)-[\\w-]{16,}|[srp]k_(?:live|test)_\\w{16,}|whsec_\\w{16,}"
            + "|sk-(?=[\\w-]{0,64}\\d)[\\w-]{20,}|npm_\\w{30,}|pypi-[\\w-]{40,}|AIza[\\w-]{30,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}"
            + "|hv[sbr]\\.[\\w-]{20,}|dckr_pat_[\\w-]{16,}|hf_\\w{20,}|dop_v1_\\w{20,}|AGE-SECRET-KEY-\\w{20,}"
            + "|hooks\\.slack\\.com/(?:services|workflows)/[\\w/]{8,}|discord(?:app)?\\.com/api/webhooks/\\d{1,24}/[\\w-]{16,}"
            + "|bot\\d{6,12}:[\\w-]{20,})";

    private static final String[] VENDOR_HINTS = {
        "gh",
        "xox",
        "xapp-",
        "glpat-",
        "glrt-",
        "gldt-",
        "k_live_",
        "k_test_",
        "whsec_",
        "sk-",
        "npm_",
        "pypi-",
        "aiza",
        "sg.",
        "hvs.",
        "hvb.",
        "hvr.",
        "dckr_pat_",
        "hf_",
        "dop_v1_",
        "age-secret",
        "hooks.slack.com",
        "/api/webhooks/",
        "bot"
    };

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
            step(
                    "(?i)(\\b(?:proxy-)?authorization" + QUOTES + "\\s{0,4}[:=]\\s{0,4}" + QUOTES
                            + "(?:(?:token|bearer|basic|digest|apikey|geniekey)\\s{1,4})?)"
                            + "(?=[A-Za-z+/._~-]{0,512}[0-9=])[A-Za-z0-9+/._~=-]{8,}",
                    "$1" + MARK,
                    "authorization"),
            step("(?i)(\\bSignature=)[0-9a-f]{40,}", "$1" + MARK, "signature="),
            step(
                    "(?i)(\\b(?:set-)?cookie" + QUOTES + "\\s{0,4}[:=]\\s{0,4}" + QUOTES
                            + ")[^\\r\\n\"'=]{1,128}=[^\\r\\n\"']{1,4096}",
                    "$1" + MARK,
                    "cookie"),
            step(
                    "(?i)(\\bcurl\\b[^\\r"
                            + "\\n"
                            + "]{0,512}?\\s(?:-u|--user)[\\s=]{1,4}[\"']?[^\\s:'\"]{1,128}):[^\\s'\"]{1,256}",
                    "$1:" + MARK,
                    "curl"),
            step(
                    "(?i)(" + QUOTES + "auth\\\\{0,15}[\"']\\s{0,4}:\\s{0,4}\\\\{0,15}[\"'])(?=[A-Za-z+/]{0,512}[0-9=])"
                            + "[A-Za-z0-9+/=]{8,}",
                    "$1" + MARK,
                    "auth\"",
                    "auth'",
                    "auth\\"),
            step(
                    "(?i)(<[\\w:.-]{0,64}(?:password|passwd|secret|token|api-?key)>)[^<]{1,1024}(?=</)",
                    "$1" + MARK,
                    "</"),
            step("(?i)((?:password|passwd|secret|token|api_?key)%3D)[^\\s%&\"'<>]{4,}", "$1" + MARK, "%3d"),
            step("\\b(AKIA|ASIA)[A-Z0-9]{12,124}\\b", "$1" + MARK, "akia", "asia"),
            step("\\b" + VENDORS, MARK, VENDOR_HINTS),
            step("\\beyJ[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*", MARK, "eyj"),
            step("(?<![\\w+/=-])(?:IQoJ|FwoG|FQoG)[A-Za-z0-9+/=]{60,}", MARK, "iqoj", "fwog", "fqog"));

    /** A secret access key has no mark of its own; beside an access key id, forty such characters are one. */
    private static final Step SECRET_KEY = step(
            "(?<![\\w+/=-])(?=[a-z0-9+/]{0,39}[A-Z])(?=[A-Z0-9+/]{0,39}[a-z])[A-Za-z0-9+/]{40}(?![\\w+/=-])",
            MARK,
            "akia",
            "asia");

    private Redaction() {}

    /** The text without its secrets; where one was hidden by what nobody sees, without that as well. */
    public static String of(String text) {
        String seen = Invisible.without(text);
        String redacted = ofVisible(seen);
        return seen.equals(text) || !redacted.equals(seen) ? redacted : ofVisible(text);
    }

    private static String ofVisible(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String redacted = SECRET_KEY.apply(SecretFields.redact(text, lower), lower);
        for (Step shape : SHAPES) {
            redacted = shape.apply(redacted, lower);
        }
        return redacted;
    }

    /** The text without mail addresses; for those who must not pass on whom a log line is about. */
    public static String ofAddresses(String text) {
        return text.indexOf('@') < 0 ? text : ADDRESSES.matcher(text).replaceAll(Matcher.quoteReplacement(ADDRESS));
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
