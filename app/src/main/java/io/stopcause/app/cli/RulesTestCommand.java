package io.stopcause.app.cli;

import io.stopcause.analyzer.RuleTester;
import io.stopcause.analyzer.rule.Places;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.model.Surface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stopcause rules test}: do the tests that live with the rules hold? */
@Command(
        name = "test",
        description = "Run the tests that live with the rules, records in virtual time; exit code 1 if any does not"
                + " hold.",
        footer = {
            "",
            "Examples:",
            "  stopcause rules test",
            "  stopcause rules test my-rules",
            "  stopcause rules test --rule arch-mismatch",
            "",
            "With a directory, its rules lie on top of the shipped ones and all tests run. A shipped rule's test that",
            "your rules have changed is told, but only tests of rules that you wrote or changed decide."
        })
final class RulesTestCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private RulesOption option = new RulesOption();

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Directory with rules of your own, as with --rules.")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--rule", paramLabel = "ID", description = "Only the tests of this rule.")
    private Optional<String> only = Optional.empty();

    RulesTestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        directory.filter(path -> !Files.exists(path)).ifPresent(this::hintAtRule);
        RuleSet rules = option.source(directory).loadWithTests();
        only.ifPresent(id -> RuleNames.require(rules, id));
        Progress progress = new Progress(terminal, "testing: %,d tests");
        RuleTester.Report report = new RuleTester(rules)
                .run(id -> only.filter(wanted -> !wanted.equals(id)).isEmpty(), progress::show);
        progress.clear();
        boolean allShipped = rules.sources().keySet().stream().allMatch(rules::isShipped);
        List<RuleTester.Failure> failures = report.failures().stream()
                .filter(failure -> allShipped || !rules.isShipped(failure.rule()))
                .toList();
        List<RuleTester.Failure> changed = report.failures().stream()
                .filter(failure -> !failures.contains(failure))
                .toList();
        Places places = new Places(rules);
        failures.forEach(failure -> print(places, failure, "does not hold"));
        changed.forEach(failure -> print(places, failure, "is changed by your rules"));
        terminal.out().printf("%d tests, %d do not hold", report.count(), failures.size());
        terminal.out().print(changed.isEmpty() ? "" : ", " + changed.size() + " of shipped rules changed by yours");
        terminal.out().printf("; rule set %s%n", rules.version());
        return failures.isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private void hintAtRule(Path path) {
        if (RuleSet.shipped().sources().containsKey(path.toString())) {
            throw CommandException.wrongUse(path + " is a rule and no directory; say --rule " + path);
        }
    }

    private void print(Places places, RuleTester.Failure failure, String verdict) {
        RuleTest test = failure.test();
        String place =
                places.of(failure.rule(), "/tests/" + (failure.number() - 1)).toString();
        String kind = test.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String what = test.text()
                .map(text -> test.on().map(Surface::wire).orElse("app.log") + ": " + text.strip())
                .orElse(test.records().size() + " records in virtual time");
        terminal.out()
                .println(Terminal.safe(place + ": " + failure.rule() + ", test " + failure.number() + " (" + kind + ") "
                        + verdict
                        + "\n  expected  " + test.expect().orElse("nothing")
                        + "\n  found     " + failure.found().orElse("nothing")
                        + "\n  " + what.replace("\n", "\n  ")));
    }
}
