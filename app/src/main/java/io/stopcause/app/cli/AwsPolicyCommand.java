package io.stopcause.app.cli;

import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.install.rights.Feature;
import io.stopcause.ingest.install.rights.Policy;
import io.stopcause.ingest.install.rights.Statement;
import io.stopcause.model.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stopcause aws policy}: what stopcause must be allowed. */
@Command(
        name = "policy",
        description = "Print the IAM policy that a feature needs, and nothing more; needs no access to AWS.",
        footer = {
            "",
            "Examples:",
            "  stopcause aws policy",
            "  stopcause aws policy --feature install --account 111122223333 --region eu-central-1"
        })
final class AwsPolicyCommand implements Callable<Integer> {

    private static final String ANY = "*";

    private final Terminal terminal;

    @Mixin
    private InstallationOption option = new InstallationOption();

    @Option(
            names = "--feature",
            split = ",",
            paramLabel = "FEATURE",
            description = "What is to be allowed: events, logs, stream, reconcile, checks, replay, doctor, install,"
                    + " install-subscription, with commas for several. Default: ${DEFAULT-VALUE}.")
    private List<String> features = List.of("events", "logs", "reconcile", "checks");

    @Option(names = "--account", paramLabel = "ID", description = "The account's number. Default: any.")
    private String account = ANY;

    AwsPolicyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Place place = option.namedRegion()
                .map(region -> Place.of(region, account))
                .orElseGet(() -> new Place("aws", ANY, account));
        List<Statement> statements = new ArrayList<>();
        for (String name : features) {
            statements.addAll(feature(name).statements(option.at(place), option.logs()));
        }
        terminal.out().println(Policy.document(statements).toPrettyString());
        return ExitCode.FINE;
    }

    private static Feature feature(String name) {
        List<String> known = Arrays.stream(Feature.values()).map(Feature::words).toList();
        return Arrays.stream(Feature.values())
                .filter(feature -> feature.words().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandException.wrongUse("--feature: " + Nearest.unknown("feature", name, known)));
    }
}
