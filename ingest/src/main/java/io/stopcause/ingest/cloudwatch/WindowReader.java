package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.TokenBucket;
import io.stopcause.ingest.cloudwatch.LogDownload.Gap;
import io.stopcause.ingest.format.LogMessages;
import io.stopcause.ingest.install.account.Refusal;
import io.stopcause.ingest.install.rights.Feature;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Reads windows into files, one batch of lines a line, which only get their names when they are whole. Safe for use by
 * several threads.
 */
final class WindowReader {

    private static final int PAGE_EVENTS = 10_000;
    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final LogApi api;
    private final TokenBucket.Sleeper sleeper;
    private final Path directory;
    private final Instant settled;

    /** @param settled until when nothing is added any more; a window that goes beyond is read again the next time */
    WindowReader(LogApi api, TokenBucket.Sleeper sleeper, Path directory, Instant settled) {
        this.api = api;
        this.sleeper = sleeper;
        this.directory = directory;
        this.settled = settled;
    }

    /**
     * Reads one, from its start after each failure that may pass: an old token is worth nothing.
     *
     * @param events counts what was read
     * @return why it cannot be read; empty if it is
     */
    Optional<Gap> read(LogWindow window, AtomicLong events) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                events.addAndGet(write(window));
                return Optional.empty();
            } catch (AbortedException e) {
                throw e;
            } catch (SdkException e) {
                if (!mayPass(e) || attempt == ATTEMPTS) {
                    return Optional.of(new Gap(window.place(), Refusal.words(e, Feature.REPLAY)));
                }
                sleeper.sleep(pause(attempt));
            }
        }
    }

    private static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << attempt);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static boolean mayPass(SdkException failure) {
        return !(failure instanceof CloudWatchLogsException answer)
                || answer.statusCode() >= SERVER_ERROR
                || answer.isThrottlingException()
                || (answer.statusCode() == CLIENT_ERROR
                        && String.valueOf(answer.getMessage()).contains("nextToken"));
    }

    private long write(LogWindow window) throws IOException, InterruptedException {
        Path whole = window.file(directory);
        Path part = whole.resolveSibling("." + whole.getFileName() + ".part");
        Minutes minutes = new Minutes(Instant.EPOCH);
        long events;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part), 1 << 16)) {
            events = pages(window, out, minutes);
        } catch (IOException | SdkException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Path young = whole.resolveSibling("young-" + whole.getFileName());
        Files.deleteIfExists(young);
        Files.writeString(window.counts(directory), minutes.text());
        Files.move(part, window.to().isAfter(settled) ? young : whole, StandardCopyOption.REPLACE_EXISTING);
        return events;
    }

    private long pages(LogWindow window, OutputStream out, Minutes minutes) throws IOException, InterruptedException {
        FilterLogEventsRequest.Builder request = FilterLogEventsRequest.builder()
                .logGroupName(window.group().name())
                .startTime(window.from().toEpochMilli())
                .endTime(window.to().toEpochMilli() - 1)
                .limit(PAGE_EVENTS);
        if (!window.streams().isEmpty()) {
            request.logStreamNames(window.streams());
        }
        long events = 0;
        String token;
        do {
            FilterLogEventsResponse page = api.filterLogEvents(request.build());
            for (LogBatch batch : batches(window.group(), page.events())) {
                out.write(Json.writeBytes(batch));
                out.write('\n');
            }
            for (FilteredLogEvent event : page.events()) {
                if (event.ingestionTime() != null) {
                    Instant arrived = Instant.ofEpochMilli(event.ingestionTime());
                    minutes.read(arrived, arrived, LogMessages.What.NEW_LINE, true);
                }
            }
            events += page.events().size();
            token = page.nextToken();
            request.nextToken(token);
        } while (token != null);
        return events;
    }

    private static List<LogBatch> batches(Group group, List<FilteredLogEvent> events) {
        Map<String, List<LogLine>> byStream = new LinkedHashMap<>();
        for (FilteredLogEvent event : events) {
            byStream.computeIfAbsent(event.logStreamName(), stream -> new ArrayList<>())
                    .add(new LogLine(event.eventId(), Instant.ofEpochMilli(event.timestamp()), event.message()));
        }
        return byStream.entrySet().stream()
                .map(stream -> new LogBatch(
                        new LogSource(group.account(), group.region(), group.name(), stream.getKey(), Surface.APP_LOG),
                        stream.getValue()))
                .toList();
    }
}
