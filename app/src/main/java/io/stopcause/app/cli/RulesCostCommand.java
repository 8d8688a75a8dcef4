package io.stopcause.app.cli;

import io.stopcause.analyzer.lint.OrdinaryLines.Line;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.rules.Cost;
import io.stopcause.app.rules.CostRecords;
import io.stopcause.app.rules.CostRun;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.model.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stopcause rules cost}: what each rule costs on given input. */
@Command(
        name = "cost",
        description =
                "Measure what each rule costs: how many nanoseconds a record, how often its expressions are reached"
                        + " past the prefilter, and how often in vain.",
        footer = {
            "",
            "Examples:",
            "  stopcause rules cost",
            "  stopcause rules cost logs.jsonl.gz --rules my-rules",
            "",
            "Without a path, a built-in sample of ordinary lines with two failures in a hundred is measured, the same at",
            "each run. Times depend on the machine and on what else it does; compare those of one run."
        })
final class RulesCostCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private RulesOption option = new RulesOption();

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files and directories, as replay reads them.")
    private List<Path> paths = List.of();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    RulesCostCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RuleSet rules = paths.isEmpty() ? option.loadWithTests() : option.load();
        List<Line> records = paths.isEmpty() ? CostRecords.sample(rules) : read();
        Progress progress = new Progress(terminal, "measuring: %,d rules");
        Cost cost = new CostRun(rules, records).measure(progress::show);
        progress.clear();
        if (json) {
            terminal.out().println(Json.write(cost));
        } else {
            print(cost, rules.version());
        }
        return ExitCode.FINE;
    }

    private List<Line> read() {
        CostRecords records = new CostRecords();
        FileReading.read(paths, terminal.in(), records, Clock.systemUTC());
        if (records.lines().isEmpty()) {
            throw CommandException.failure("nothing to measure: no log line and no text of an event could be read");
        }
        if (records.read() > CostRecords.MOST) {
            terminal.err().printf("%,d of %,d texts are measured, the first ones%n", CostRecords.MOST, records.read());
        }
        return records.lines();
    }

    private void print(Cost cost, String version) {
        double sum = cost.rules().stream().mapToDouble(Cost.Price::nanos).sum();
        line("%-36s %10s %8s %8s %8s %8s", "rule", "ns/record", "share", "tried", "hits", "in vain");
        cost.rules()
                .forEach(price -> line(
                        "%-36s %10.1f %6.1f %% %8d %8d %8d",
                        price.rule(),
                        price.nanos(),
                        sum == 0 ? 0 : 100 * price.nanos() / sum,
                        price.tried(),
                        price.hits(),
                        price.tried() - price.hits()));
        line(
                "%n%,d records; a record takes %,.0f ns in all (%,.0f to %,.0f by round), %,.0f ns of it in expressions of"
                        + " rules; rule set %s",
                cost.records(), cost.nanos(), cost.low(), cost.high(), sum, version);
    }

    private void line(String format, Object... values) {
        terminal.out().printf(Locale.ROOT, format + "%n", values);
    }
}
