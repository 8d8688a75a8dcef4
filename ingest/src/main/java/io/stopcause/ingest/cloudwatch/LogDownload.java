package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.TokenBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;

/**
 * Brings a stretch of the past of log groups into files, a window of time each: several windows at a time, all calls
 * within one quota. A window whose file is there already is not read again, so a second run goes on where the first was
 * broken off. A window that cannot be read is left out and named.
 */
public final class LogDownload implements AutoCloseable {

    private static final int AT_ONCE = 4;
    private static final int WINDOWS = 64;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    /** CloudWatch shows some events a while after they were written; what is younger may grow. */
    private static final Duration SETTLES = Duration.ofMinutes(5);
    /** CloudWatch has surely counted what it got after so long. */
    private static final Duration COUNTED = Duration.ofMinutes(15);

    private final LogApi api;
    private final Incoming incoming;
    private final Clock clock;
    private final TokenBucket.Sleeper sleeper;

    /** Connects when it is asked for something. */
    public LogDownload(AwsConfig aws, Clock clock) {
        this(
                CloudWatchSource.api(aws, clock, LogDownload::sleep),
                new IncomingMetric(aws, clock, LogDownload::sleep),
                clock,
                LogDownload::sleep);
    }

    LogDownload(LogApi api, Incoming incoming, Clock clock, TokenBucket.Sleeper sleeper) {
        this.api = api;
        this.incoming = incoming;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    private static void sleep(Duration length) throws InterruptedException {
        Thread.sleep(length.toMillis());
    }

    /**
     * What is wanted.
     *
     * @param groups names of log groups
     * @param optional names of groups that may not exist
     * @param streams by group, the only streams that are read of it, where they exist; all of a group that is not named
     *     here
     * @param from the first moment
     * @param to the first moment that is not read any more
     */
    public record Wanted(
            List<String> groups, List<String> optional, Map<String, List<String>> streams, Instant from, Instant to) {

        public Wanted {
            groups = List.copyOf(groups);
            optional = List.copyOf(optional);
            streams = Map.copyOf(streams);
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException(from + " must lie before " + to);
            }
        }
    }

    /**
     * How far it is.
     *
     * @param windows how many there are
     * @param done how many of them are read, or were there
     * @param events how many events were read
     * @param left how long the others may take, by the time that those so far took and by the quota; empty at first
     */
    public record Standing(int windows, int done, long events, Optional<Duration> left) {}

    /** Is told how far it is, after each window. */
    @FunctionalInterface
    public interface Watcher {
        void look(Standing standing);
    }

    /**
     * What could not be read.
     *
     * @param place group and window
     * @param reason for a person
     */
    public record Gap(String place, String reason) {}

    /**
     * What came of it.
     *
     * @param windows how many there are
     * @param kept how many of them were there from an earlier run
     * @param events how many events were read now
     * @param gaps windows and groups that are missing
     */
    public record Outcome(int windows, int kept, long events, List<Gap> gaps) {

        public Outcome {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Reads what is wanted into a directory, which is made where it does not exist.
     *
     * @throws InterruptedException if the thread is interrupted; windows that are read are kept
     * @throws SdkException if the groups cannot be looked up
     * @throws UncheckedIOException if the files cannot be written
     */
    public Outcome download(Wanted wanted, Path directory, Watcher watcher) throws InterruptedException {
        List<Gap> gaps = new ArrayList<>();
        List<LogWindow> windows = windows(wanted, gaps);
        List<LogWindow> missing = new ArrayList<>();
        for (LogWindow window : windows) {
            if (!Files.exists(window.file(directory))) {
                missing.add(window);
            }
        }
        int kept = windows.size() - missing.size();
        AtomicLong events = new AtomicLong();
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Files.createDirectories(directory);
            ExecutorCompletionService<Optional<Gap>> reading = new ExecutorCompletionService<>(workers);
            WindowReader reader =
                    new WindowReader(api, sleeper, directory, clock.instant().minus(SETTLES));
            missing.forEach(window -> reading.submit(() -> reader.read(window, events)));
            Instant begun = clock.instant();
            for (int done = 1; done <= missing.size(); done++) {
                reading.take().get().ifPresent(gaps::add);
                Duration spent = Duration.between(begun, clock.instant());
                watcher.look(new Standing(
                        windows.size(), kept + done, events.get(), left(spent, done, missing.size() - done)));
            }
            check(windows, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw failed(e);
        } finally {
            workers.shutdownNow();
        }
        return new Outcome(windows.size(), kept, events.get(), gaps);
    }

    /** Of a group of which only some streams are read, nothing is known. */
    private void check(List<LogWindow> windows, Path directory) throws IOException, InterruptedException {
        DownloadCheck check =
                new DownloadCheck(incoming, directory, clock.instant().minus(COUNTED));
        Map<Group, List<LogWindow>> whole = windows.stream()
                .filter(window -> window.streams().isEmpty())
                .collect(Collectors.groupingBy(LogWindow::group, LinkedHashMap::new, Collectors.toList()));
        for (List<LogWindow> each : whole.values()) {
            check.check(each);
        }
    }

    private static RuntimeException failed(ExecutionException failure) {
        if (failure.getCause() instanceof IOException io) {
            return new UncheckedIOException(io);
        }
        return failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    private static Optional<Duration> left(Duration spent, int done, int open) {
        return done < AT_ONCE
                ? Optional.empty()
                : Optional.of(spent.multipliedBy(open).dividedBy(done));
    }

    private List<LogWindow> windows(Wanted wanted, List<Gap> gaps) throws InterruptedException {
        Discovery.Found found = find(wanted.groups);
        found.missing().forEach((name, words) -> gaps.add(new Gap(name, words)));
        List<Group> groups = new ArrayList<>(found.groups());
        groups.addAll(find(wanted.optional).groups());
        Duration length = length(Duration.between(wanted.from, wanted.to));
        List<LogWindow> named = new ArrayList<>();
        List<LogWindow> whole = new ArrayList<>();
        for (Group group : groups) {
            List<String> asked = wanted.streams.getOrDefault(group.name(), List.of());
            List<String> streams = existing(group, asked);
            if (streams.isEmpty() && !asked.isEmpty()) {
                continue;
            }
            for (Instant from = wanted.from; from.isBefore(wanted.to); from = from.plus(length)) {
                Instant end = from.plus(length);
                (streams.isEmpty() ? whole : named)
                        .add(new LogWindow(group, streams, from, end.isBefore(wanted.to) ? end : wanted.to));
            }
        }
        named.addAll(whole);
        return named;
    }

    /** A request for a stream that does not exist is refused, with all others that it names. */
    private List<String> existing(Group group, List<String> streams) throws InterruptedException {
        List<String> existing = new ArrayList<>();
        for (String stream : streams) {
            boolean found = api
                    .describeLogStreams(DescribeLogStreamsRequest.builder()
                            .logGroupName(group.name())
                            .logStreamNamePrefix(stream)
                            .build())
                    .logStreams()
                    .stream()
                    .anyMatch(each -> stream.equals(each.logStreamName()));
            if (found) {
                existing.add(stream);
            }
        }
        return existing;
    }

    private Discovery.Found find(List<String> names) throws InterruptedException {
        return names.isEmpty()
                ? new Discovery.Found(Set.of(), Map.of())
                : new Discovery(api, CloudWatchConfig.of(names, List.of())).find();
    }

    /** So that there are some dozens of windows, of lengths that a person knows. */
    private static Duration length(Duration whole) {
        Duration length = SHORTEST;
        while (length.compareTo(LONGEST) < 0 && whole.dividedBy(length) > WINDOWS) {
            length = length.multipliedBy(length.toMinutes() % 3 == 0 ? 2 : 3);
        }
        return length;
    }

    @Override
    public void close() {
        api.close();
        incoming.close();
    }
}
