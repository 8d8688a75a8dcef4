package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Journal;
import io.stopcause.ingest.format.LogMessages;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Reads one group, a window of time after the other. A window is done when all its pages are committed with its
 * checkpoint; one that fails is read again from its start. Tokens are never kept: they die after a day.
 */
final class GroupReader {

    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);
    private static final int PAGE_EVENTS = 10_000;
    /** A transaction must end before Kafka gives it up, however slowly the quota lets pages come. */
    private static final int PAGES_IN_TRANSACTION = 20;

    private final Group group;
    private final LogApi api;
    private final CloudWatchConfig config;
    private final Journal journal;
    private final Intake intake;
    private final LogMessages messages;
    private Instant position;

    GroupReader(Group group, LogApi api, CloudWatchConfig config, Journal journal, Clock clock) {
        this.group = group;
        this.api = api;
        this.config = config;
        this.journal = journal;
        this.intake = new Intake(journal, clock);
        this.messages = new LogMessages(intake);
        this.position = journal.checkpoint(group.checkpointName())
                .map(checkpoint -> Instant.parse(checkpoint.position()))
                .orElseGet(() -> clock.instant().minus(config.back()));
    }

    /** All events before it are committed. */
    Instant position() {
        return position;
    }

    /**
     * Reads the next window.
     *
     * @return whether another one waits already
     */
    boolean read(Instant now) throws InterruptedException {
        Instant end = now.minus(config.settles()).truncatedTo(ChronoUnit.MILLIS);
        if (!position.isBefore(end)) {
            return false;
        }
        Instant longest = position.plus(LONGEST_WINDOW);
        Instant to = longest.isBefore(end) ? longest : end;
        pages(FilterLogEventsRequest.builder()
                .logGroupName(group.name())
                .startTime(position.minus(config.overlaps()).toEpochMilli())
                .endTime(to.toEpochMilli())
                .limit(PAGE_EVENTS)
                .build());
        intake.flush();
        journal.commit(List.of(new Checkpoint(group.checkpointName(), to.toString(), to)));
        position = to;
        return to.isBefore(end);
    }

    /** An empty page with a token is normal; only a missing token is the end. */
    private void pages(FilterLogEventsRequest window) throws InterruptedException {
        FilterLogEventsResponse page = api.filterLogEvents(window);
        for (int pages = 1; ; pages++) {
            page.events().forEach(this::event);
            if (page.nextToken() == null) {
                return;
            }
            if (pages % PAGES_IN_TRANSACTION == 0) {
                intake.flush();
                journal.commit(List.of());
            }
            page = api.filterLogEvents(
                    window.toBuilder().nextToken(page.nextToken()).build());
        }
    }

    private void event(FilteredLogEvent event) {
        LogSource source =
                new LogSource(group.account(), group.region(), group.name(), event.logStreamName(), Surface.APP_LOG);
        messages.read(source, Optional.of(event.eventId()), Instant.ofEpochMilli(event.timestamp()), event.message());
    }
}
