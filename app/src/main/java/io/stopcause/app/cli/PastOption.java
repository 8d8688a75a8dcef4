package io.stopcause.app.cli;

import io.stopcause.app.replay.Selection;
import io.stopcause.app.replay.Window;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.backfill.AccountPast;
import io.stopcause.ingest.backfill.AccountPast.Brought;
import io.stopcause.ingest.cloudwatch.LogDownload.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The past of an AWS account that a command reads: log groups and what ECS still knows of a cluster. */
final class PastOption {

    @Option(
            names = "--log-group",
            split = ",",
            paramLabel = "GROUP",
            description = "A log group of CloudWatch Logs, with commas for several; needs --from.")
    private List<String> groups = List.of();

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "What ECS still knows of this cluster, or with --service of one of its services, the events"
                    + " that it has captured, and the log groups of its tasks, or with --task the streams of one task;"
                    + " needs --from.")
    private Optional<String> cluster = Optional.empty();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The Region. Default: ingest.aws.region of the configuration, or as the AWS SDK finds it.")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--download",
            paramLabel = "DIR",
            description = "Keep what is read from AWS there; a second run with the same times goes on where the first"
                    + " was broken off. Default: a directory for temporary files, gone at the end.")
    private Optional<Path> download = Optional.empty();

    boolean isWanted() {
        return !groups.isEmpty() || cluster.isPresent();
    }

    /** @throws CommandException if options do not go together */
    void require(Window window) {
        if (!isWanted() && (download.isPresent() || region.isPresent())) {
            throw CommandException.wrongUse((download.isPresent() ? "--download" : "--region")
                    + " is for what is read from AWS: add --log-group or --cluster");
        }
        if (isWanted() && window.from().isEmpty()) {
            throw CommandException.wrongUse("how far back? Add --from, such as --from "
                    + Instant.parse("2026-03-03T18:00:00Z") + "; --to is now without it");
        }
    }

    /** The directory for what is read. */
    Path directory() throws IOException {
        return download.isPresent() ? download.get() : Files.createTempDirectory("stopcause-");
    }

    /** Takes the directory away, unless somebody asked for it. */
    void clean(Path directory) throws IOException {
        if (isTemporary()) {
            for (Path file : Inputs.files(directory)) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }

    boolean isTemporary() {
        return download.isEmpty();
    }

    /**
     * Reads it.
     *
     * @param configured where AWS is, besides the Region that was named
     */
    Brought read(AwsConfig configured, Window window, Selection selection, Path directory, Terminal terminal) {
        AwsConfig aws = new AwsConfig(region.or(configured::region), configured.endpoint());
        Clock clock = Clock.systemUTC();
        Progress progress = new Progress(terminal, "");
        try {
            return new AccountPast(aws, clock)
                    .download(
                            new AccountPast.Wanted(
                                    groups,
                                    cluster,
                                    selection.service(),
                                    selection.task(),
                                    window.from().orElseThrow(),
                                    window.to().orElseGet(clock::instant)),
                            directory,
                            standing -> progress.say(words(standing)));
        } finally {
            progress.clear();
        }
    }

    private static String words(Standing standing) {
        return "%,d of %,d windows of logs, %,d events%s"
                .formatted(
                        standing.done(),
                        standing.windows(),
                        standing.events(),
                        standing.left()
                                .map(left -> ", about " + length(left) + " left")
                                .orElse(""));
    }

    private static String length(Duration left) {
        return left.compareTo(Duration.ofMinutes(2)) < 0
                ? left.toSeconds() + " s"
                : left.plusSeconds(59).toMinutes() + " min";
    }
}
