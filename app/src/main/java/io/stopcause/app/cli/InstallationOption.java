package io.stopcause.app.cli;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.IngestConfig;
import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which installation a command is about, and what it reads. */
final class InstallationOption {

    /** How log groups are read. */
    enum Way {
        /** From outside, by asking again and again: needs nothing in the account. */
        POLLING,
        /** Also pushed into a Kinesis stream, for others to read. */
        SUBSCRIPTION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private ConfigOption option = new ConfigOption();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The installation's name, with which all names in the account begin. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String name = Installation.USUAL_NAME;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The Region. Default: ingest.aws.region of the configuration, or as the AWS SDK finds it.")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--logs",
            paramLabel = "WAY",
            description =
                    "How 'run' reads log groups: by polling, for which nothing is made, or by subscription, for which they"
                            + " are subscribed to a Kinesis stream. Default: ${DEFAULT-VALUE}.")
    private Way way = Way.POLLING;

    @Option(
            names = "--log-group",
            split = ",",
            paramLabel = "GROUP",
            description = "A log group to read, with commas for several. Default: those of the configuration.")
    private List<String> groups = List.of();

    @Option(
            names = "--log-prefix",
            split = ",",
            paramLabel = "PREFIX",
            description = "Read all log groups whose names begin so. Default: those of the configuration.")
    private List<String> prefixes = List.of();

    String name() {
        return name;
    }

    /** @throws CommandException if the name cannot be used */
    Installation at(Place place) {
        try {
            return new Installation(name, place);
        } catch (IllegalArgumentException e) {
            throw CommandException.wrongUse("--name: " + e.getMessage());
        }
    }

    AwsConfig aws() {
        AwsConfig configured = ingest().aws().orElse(AwsConfig.DEFAULT);
        return new AwsConfig(region.or(configured::region), configured.endpoint());
    }

    /** The Region that was named, without asking the machine. */
    Optional<String> namedRegion() {
        return aws().region();
    }

    /** All log groups that are to be read, in either way. */
    LogChoice logs() {
        if (!groups.isEmpty() || !prefixes.isEmpty()) {
            return new LogChoice(groups, prefixes);
        }
        Optional<CloudWatchConfig> configured = ingest().logs();
        return new LogChoice(
                configured.map(CloudWatchConfig::groups).orElse(List.of()),
                configured.map(CloudWatchConfig::prefixes).orElse(List.of()));
    }

    /**
     * Those of them that are subscribed.
     *
     * @throws CommandException if subscriptions are wanted of no group
     */
    LogChoice subscribed() {
        if (way == Way.POLLING) {
            return LogChoice.NONE;
        }
        if (logs().isEmpty()) {
            throw CommandException.wrongUse("--logs subscription: of which log groups? Name them with --log-group or"
                    + " --log-prefix, or in the configuration under ingest.logs");
        }
        return logs();
    }

    private IngestConfig ingest() {
        return option.load().ingest();
    }
}
