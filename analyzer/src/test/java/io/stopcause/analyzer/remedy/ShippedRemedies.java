package io.stopcause.analyzer.remedy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Remediation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The remedies of all shipped rules for causes that ask for something, filled in two ways. */
final class ShippedRemedies {

    static final Path FILES = Path.of("src/test/resources/remedies");

    /** What a realistic failure tells. */
    static final Map<String, String> EVIDENCE = evidence();

    private static final RuleSet RULES = RuleSet.shipped();

    private ShippedRemedies() {}

    /** A remedy with its rule's id. */
    record Filled(String rule, Remediation remediation) {}

    static List<Rule> rules() {
        return RULES.rules().stream().filter(rule -> !rule.isNormal()).toList();
    }

    static List<Filled> all(Map<String, String> values) {
        return rules().stream()
                .map(rule -> new Filled(rule.id(), rule.remediation().fill(values)))
                .toList();
    }

    private static Map<String, String> evidence() {
        try {
            return Collections.unmodifiableMap(new TreeMap<>(new YAMLMapper()
                    .readValue(FILES.resolve("evidence.yaml").toFile(), new TypeReference<Map<String, String>>() {})));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
