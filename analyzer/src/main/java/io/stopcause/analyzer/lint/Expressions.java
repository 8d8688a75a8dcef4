package io.stopcause.analyzer.lint;

import io.stopcause.analyzer.rule.HarmlessRule;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** All expressions that are tried on texts first: those that only follow on another's match cost little. */
final class Expressions {

    private Expressions() {}

    /**
     * An expression and where it stands.
     *
     * @param entry index of the entry in the rule, -1 in a harmless context
     */
    record Written(String rule, int entry, String pointer, String source) {}

    static List<Written> ofTexts(RuleSet rules) {
        List<Written> all = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            for (int entry = 0; entry < rule.match().size(); entry++) {
                add(
                        all,
                        rule.id(),
                        entry,
                        "/match/" + entry + "/text",
                        rule.match().get(entry).text());
            }
        }
        return all;
    }

    static List<Written> all(RuleSet rules) {
        List<Written> all = ofTexts(rules);
        for (HarmlessRule context : rules.harmless()) {
            add(all, context.id(), -1, "/line", context.line());
            add(all, context.id(), -1, "/cure", context.cure());
        }
        return all;
    }

    private static void add(List<Written> all, String rule, int entry, String list, List<String> sources) {
        for (int i = 0; i < sources.size(); i++) {
            all.add(new Written(rule, entry, list + "/" + i, sources.get(i)));
        }
    }
}
