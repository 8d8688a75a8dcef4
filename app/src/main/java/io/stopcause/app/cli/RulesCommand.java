package io.stopcause.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stopcause rules}: the rule set, its tests, its faults and its price. */
@Command(
        name = "rules",
        description = "Look at the rules: what they know, whether their tests hold, what is wrong with them, and what"
                + " they cost.",
        footer = {
            "",
            "Examples:",
            "  stopcause rules list",
            "  stopcause rules show arch-mismatch",
            "  stopcause rules test my-rules",
            "  stopcause rules accuracy labelled.jsonl"
        })
final class RulesCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "rules what? One of " + String.join(", ", spec.subcommands().keySet()));
    }
}
