package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.model.Remediation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to do, with placeholders such as {@code {{image}}}. A value that is not known stands as {@code <image>} in the
 * result; none is invented.
 */
public record RemediationTemplate(
        @JsonProperty(required = true) String what,
        @JsonProperty(required = true) String why,
        List<StepTemplate> steps,
        @JsonProperty(required = true) String verify,
        @JsonProperty(required = true) String undo) {

    /** What may stand in code: log text is written by anybody, and people paste what we print. */
    private static final Pattern SAFE = Pattern.compile("[\\w@%+=:,./-]+");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    public RemediationTemplate {
        steps = Lists.copy(steps);
    }

    /** The languages that a step's code may be in; in a file the language is the code's key. */
    public static final Set<String> LANGUAGES =
            java.util.Collections.unmodifiableSet(new TreeSet<>(Set.of("shell", "hcl", "json", "yaml", "dockerfile")));

    /** One step: {@code do: …} and at most one code block named by its language. */
    public static final class StepTemplate {

        private final String text;
        private String language = "";
        private String code = "";

        @JsonCreator
        StepTemplate(@JsonProperty(value = "do", required = true) String text) {
            this.text = text;
        }

        @JsonAnySetter
        void code(String language, @Nullable String code) {
            if (!LANGUAGES.contains(language)) {
                throw new IllegalArgumentException(
                        io.stopcause.model.Nearest.unknown("language of a step", language, LANGUAGES));
            }
            this.language = language;
            this.code = code == null ? "" : code.stripTrailing();
        }

        Remediation.Step fill(Map<String, String> values) {
            Map<String, String> safe = new TreeMap<>(values);
            safe.values().removeIf(value -> !SAFE.matcher(value).matches());
            return new Remediation.Step(
                    RemediationTemplate.fill(text, values), language, RemediationTemplate.fill(code, safe));
        }
    }

    /** The names of all placeholders. */
    public Set<String> placeholders() {
        Set<String> names = new TreeSet<>();
        Stream.concat(
                        Stream.of(what, why, verify, undo),
                        steps.stream().flatMap(step -> Stream.of(step.text, step.code)))
                .forEach(text -> PLACEHOLDER.matcher(text).results().forEach(match -> names.add(match.group(1))));
        return names;
    }

    /** The remediation with the real names. */
    public Remediation fill(Map<String, String> values) {
        return new Remediation(
                fill(what, values),
                fill(why, values),
                steps.stream().map(step -> step.fill(values)).toList(),
                fill(verify, values),
                fill(undo, values));
    }

    /** The text with its placeholders replaced. */
    public static String fill(String template, Map<String, String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            String value = values.get(match.group(1));
            return Matcher.quoteReplacement(value == null || value.isBlank() ? "<" + match.group(1) + ">" : value);
        });
    }
}
