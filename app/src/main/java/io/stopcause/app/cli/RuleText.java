package io.stopcause.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.model.Json;
import java.util.Map;

/** A rule in the order of its file, without what it leaves to defaults; advice with its placeholders. */
final class RuleText {

    private static final YAMLMapper YAML = Json.lenientOnAbsence(YAMLMapper.builder(new YAMLFactory())
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));

    private RuleText() {}

    static String of(Rule rule) {
        ObjectNode tree = YAML.createObjectNode();
        tree.put("id", rule.id());
        tree.put("title", rule.title());
        tree.put("cause", rule.cause());
        tree.put("severity", rule.severity().wire());
        tree.set("maturity", YAML.valueToTree(rule.maturity()));
        tree.set("match", YAML.valueToTree(rule.match()));
        tree.set("explains", YAML.valueToTree(rule.explains()));
        tree.set("checks", YAML.valueToTree(rule.checks()));
        tree.set("remediation", YAML.valueToTree(rule.remediation().fill(Map.of())));
        tree.set("references", YAML.valueToTree(rule.references()));
        tree.set("falsePositives", YAML.valueToTree(rule.falsePositives()));
        tree.set("tests", YAML.valueToTree(rule.tests()));
        return write(tree);
    }

    static String of(HarmlessRule rule) {
        return write(YAML.valueToTree(rule));
    }

    private static String write(JsonNode tree) {
        dropEmpty(tree);
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule that was read cannot be written", e);
        }
    }

    private static void dropEmpty(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.properties()
                    .removeIf(field ->
                            isEmpty(field.getValue()) && !field.getKey().equals("expect"));
        }
        tree.forEach(RuleText::dropEmpty);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isBoolean() && !value.booleanValue());
    }
}
