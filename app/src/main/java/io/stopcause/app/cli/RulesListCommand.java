package io.stopcause.app.cli;

import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.model.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stopcause rules list}: what the rule set knows, by family. */
@Command(
        name = "list",
        description = "All rules by family, each with the number of its positive, negative and near-miss tests.",
        footer = {"", "Examples:", "  stopcause rules list", "  stopcause rules list --rules my-rules --json"})
final class RulesListCommand implements Callable<Integer> {

    private static final String HARMLESS = "harmless contexts";

    private final Terminal terminal;

    @Mixin
    private RulesOption option = new RulesOption();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    RulesListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A line of the list. */
    private record Row(
            String id,
            String family,
            String cause,
            String severity,
            String title,
            boolean shipped,
            long expressions,
            long positive,
            long negative,
            long nearMiss) {}

    @Override
    public Integer call() {
        RuleSet rules = option.loadWithTests();
        Map<String, List<Row>> families = new TreeMap<>();
        rows(rules).forEach(row -> families.computeIfAbsent(row.family(), name -> new ArrayList<>())
                .add(row));
        if (json) {
            families.values().stream().flatMap(List::stream).map(Json::write).forEach(terminal.out()::println);
        } else {
            print(rules, families);
        }
        return ExitCode.FINE;
    }

    private static List<Row> rows(RuleSet rules) {
        Map<String, Causes.Cause> causes = Causes.all();
        Stream<Row> ofRules = rules.rules().stream()
                .map(rule -> new Row(
                        rule.id(),
                        family(causes, rule.cause()),
                        rule.cause(),
                        rule.severity().wire(),
                        rule.title(),
                        rules.isShipped(rule.id()),
                        expressions(rule),
                        count(rule.tests(), RuleTest.Kind.POSITIVE),
                        count(rule.tests(), RuleTest.Kind.NEGATIVE),
                        count(rule.tests(), RuleTest.Kind.NEAR_MISS)));
        Stream<Row> ofContexts = rules.harmless().stream()
                .map(context -> new Row(
                        context.id(),
                        HARMLESS,
                        "",
                        "",
                        context.title(),
                        rules.isShipped(context.id()),
                        context.line().size() + context.cure().size(),
                        count(context.tests(), RuleTest.Kind.POSITIVE),
                        count(context.tests(), RuleTest.Kind.NEGATIVE),
                        count(context.tests(), RuleTest.Kind.NEAR_MISS)));
        return Stream.concat(ofRules, ofContexts).toList();
    }

    private static String family(Map<String, Causes.Cause> causes, String cause) {
        return Optional.ofNullable(causes.get(cause)).map(Causes.Cause::family).orElse("");
    }

    private static long expressions(Rule rule) {
        return rule.match().stream().mapToLong(match -> match.text().size()).sum();
    }

    private static long count(Collection<RuleTest> tests, RuleTest.Kind kind) {
        return tests.stream().filter(test -> test.kind() == kind).count();
    }

    private void print(RuleSet rules, Map<String, List<Row>> families) {
        List<Row> all = families.values().stream().flatMap(List::stream).toList();
        int id = all.stream().mapToInt(row -> row.id().length()).max().orElse(1);
        String format = "  %-" + id + "s  %-8s  %3d + %3d - %3d ~  %s%s%n";
        families.forEach((family, rows) -> {
            terminal.out().println(family);
            rows.forEach(row -> terminal.out()
                    .printf(
                            format,
                            row.id(),
                            row.severity(),
                            row.positive(),
                            row.negative(),
                            row.nearMiss(),
                            Terminal.safe(row.title()),
                            row.shipped() ? "" : " (yours)"));
        });
        rules.muted()
                .forEach((rule, reason) -> terminal.out().println("muted: " + rule + ", " + Terminal.safe(reason)));
        terminal.out()
                .printf(
                        "%n%d rules and %d harmless contexts with %d expressions, version %s%n"
                                + "tests: %d positive (+), %d negative (-), %d near-miss (~)%n",
                        rules.rules().size(),
                        rules.harmless().size(),
                        all.stream().mapToLong(Row::expressions).sum(),
                        rules.version(),
                        all.stream().mapToLong(Row::positive).sum(),
                        all.stream().mapToLong(Row::negative).sum(),
                        all.stream().mapToLong(Row::nearMiss).sum());
    }
}
