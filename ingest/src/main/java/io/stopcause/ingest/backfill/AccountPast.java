package io.stopcause.ingest.backfill;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.cloudwatch.LogDownload;
import io.stopcause.ingest.cloudwatch.LogDownload.Gap;
import io.stopcause.ingest.cloudwatch.LogDownload.Watcher;
import io.stopcause.ingest.install.account.Refusal;
import io.stopcause.ingest.install.rights.Feature;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;

/** Brings a stretch of the past of an account into a directory: its log groups, and what ECS knows of a cluster. */
public final class AccountPast {

    private final AwsConfig aws;
    private final Clock clock;

    public AccountPast(AwsConfig aws, Clock clock) {
        this.aws = aws;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param groups log groups; without any, those of the cluster's tasks
     * @param cluster name or ARN; absent for log groups alone
     * @param service the only one of the cluster that counts
     * @param task id, or the beginning of one, of the only task whose logs are wanted, as far as its streams are known
     * @param from the first moment
     * @param to the first moment that is not read any more
     */
    public record Wanted(
            List<String> groups,
            Optional<String> cluster,
            Optional<String> service,
            Optional<String> task,
            Instant from,
            Instant to) {

        public Wanted {
            groups = List.copyOf(groups);
        }
    }

    /**
     * What was brought.
     *
     * @param groups the log groups that were read
     * @param gaps what is missing
     */
    public record Brought(List<String> groups, List<Gap> gaps) {

        public Brought {
            groups = List.copyOf(groups);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Reads it; what is there from an earlier run is not read again.
     *
     * @param watcher told after each window of the logs
     * @throws DownloadException if nothing can be looked up at all
     * @throws java.io.UncheckedIOException if the files cannot be written
     */
    public Brought download(Wanted wanted, Path directory, Watcher watcher) {
        List<Gap> gaps = new ArrayList<>();
        try {
            Optional<ClusterDownload.Found> found = ofCluster(wanted, directory, gaps);
            TreeSet<String> groups = new TreeSet<>(wanted.groups);
            if (groups.isEmpty()) {
                found.ifPresent(known -> groups.addAll(known.groups()));
            }
            LogDownload.Wanted logs = new LogDownload.Wanted(
                    List.copyOf(groups),
                    wanted.cluster.map(ClusterDownload::capturedEvents).stream().toList(),
                    found.map(ClusterDownload.Found::streams).orElse(Map.of()),
                    wanted.from,
                    wanted.to);
            try (LogDownload download = new LogDownload(aws, clock)) {
                gaps.addAll(download.download(logs, directory, watcher).gaps());
            }
            return new Brought(List.copyOf(groups), gaps);
        } catch (SdkException e) {
            throw new DownloadException(Refusal.words(e, Feature.REPLAY), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException("interrupted while AWS was read", e);
        }
    }

    /** What ECS knows is worth having, but logs tell much without it. */
    private Optional<ClusterDownload.Found> ofCluster(Wanted wanted, Path directory, List<Gap> gaps)
            throws InterruptedException {
        if (wanted.cluster.isEmpty()) {
            return Optional.empty();
        }
        try (ClusterDownload ecs = new ClusterDownload(aws, clock)) {
            return Optional.of(ecs.download(
                    new ClusterDownload.Wanted(wanted.cluster.get(), wanted.service, wanted.task), directory));
        } catch (SdkException e) {
            gaps.add(new Gap("cluster " + wanted.cluster.get(), Refusal.words(e, Feature.REPLAY)));
            return Optional.empty();
        }
    }
}
