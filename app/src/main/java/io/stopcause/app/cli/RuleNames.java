package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Nearest;

/** The ids that a command line may name. */
final class RuleNames {

    private RuleNames() {}

    /** Refuses an id that no rule and no harmless context has. */
    static void require(RuleSet rules, String id) {
        if (rules.muted().containsKey(id)) {
            throw CommandException.wrongUse(
                    "rule '" + id + "' is muted: " + rules.muted().get(id));
        }
        if (!rules.sources().containsKey(id)) {
            throw CommandException.wrongUse(
                    Nearest.unknown("rule", id, rules.sources().keySet()));
        }
    }
}
