package io.stopcause.analyzer.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Texts;
import io.stopcause.analyzer.rule.RuleTest;
import java.util.List;
import java.util.Locale;

/**
 * A test that may notice a fault.
 *
 * @param owner id of the rule that it lives with
 * @param hits what matches in it as long as nothing is changed
 * @param texts all that expressions see of it, lower case
 */
record Probe(String owner, RuleTest test, List<Hit> hits, String texts) {

    static Probe of(String owner, RuleTest test, List<Hit> hits) {
        StringBuilder texts = new StringBuilder();
        test.text().ifPresent(text -> add(text, texts));
        test.records().forEach(record -> {
            record.log().ifPresent(text -> add(text, texts));
            record.event().ifPresent(event -> addAll(event, texts));
        });
        return new Probe(owner, test, hits, texts.toString());
    }

    private static void addAll(JsonNode node, StringBuilder texts) {
        if (node.isTextual()) {
            add(node.asText(), texts);
        }
        node.forEach(child -> addAll(child, texts));
    }

    private static void add(String text, StringBuilder texts) {
        texts.append(Texts.line(text).toLowerCase(Locale.ROOT)).append('\n');
        texts.append(Texts.message(text).toLowerCase(Locale.ROOT)).append('\n');
    }

    /** Whether a fault of that rule can show here at all. */
    boolean isOf(String rule) {
        return owner.equals(rule)
                || hits.stream().anyMatch(hit -> hit.rule().id().equals(rule));
    }
}
