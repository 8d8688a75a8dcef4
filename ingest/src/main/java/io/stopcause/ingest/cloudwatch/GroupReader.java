package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.Company;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Journal;
import io.stopcause.ingest.Recent;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Transaction;
import io.stopcause.ingest.format.LogMessages;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.Coverage;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Reads one group, a window of time after the other. Most windows begin a little before the end of the last one, so that
 * lines come soon. Now and then one begins further back, where the last of its kind ended, and an overlap before that: it
 * brings what came late. A window is done when all its pages are committed with its checkpoint; one that fails is read
 * again from its start. Tokens are never kept: they die after a day.
 */
final class GroupReader implements AutoCloseable {

    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);
    private static final int PAGE_EVENTS = 10_000;
    /** Between progress and minutes in a checkpoint. */
    private static final String COMPARED = " compared ";

    /** What comes this late is seen by the next window. */
    private static final Duration QUICK = Duration.ofSeconds(10);
    /** An event in a line may be older than the line; its time has whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(10);

    private final Group group;
    private final LogApi api;
    private final CloudWatchConfig config;
    private final Transaction transaction;
    private final Intake intake;
    private final LogMessages messages;
    private final Lateness lateness;
    private final Progress progress;
    private final Clock clock;
    private final Minutes minutes;
    private final Comparison comparison;
    /** Log events that hold events of other services: they are told apart from repeats by their own identities. */
    private final Recent withEvents = new Recent(Intake.REMEMBERED);

    private Instant position;
    private Instant lastSweep = Instant.MIN;

    GroupReader(Group group, Reading reading, Transaction transaction) {
        this.group = group;
        this.api = reading.api();
        this.config = reading.config();
        this.transaction = transaction;
        this.intake = new Intake(
                transaction.journal(), reading.clock(), reading.company().withOwnLines());
        this.messages = new LogMessages(intake);
        this.lateness = new Lateness(config.overlaps());
        this.clock = reading.clock();
        Instant now = clock.instant();
        Optional<String[]> kept = transaction
                .journal()
                .checkpoint(group.checkpointName())
                .map(checkpoint -> checkpoint.position().split(COMPARED, 2));
        this.progress =
                kept.map(parts -> Progress.of(parts[0])).orElseGet(() -> Progress.from(now.minus(config.back())));
        this.minutes = kept.filter(parts -> parts.length == 2)
                .map(parts -> Minutes.of(parts[1]))
                .orElseGet(() -> new Minutes(now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1))));
        this.comparison = new Comparison(group, reading, transaction, minutes);
        this.position = progress.swept();
    }

    /**
     * What the readers of all groups have in common.
     *
     * @param company whose memory of events in lines they share
     * @param turn whose it is to be repaired
     */
    record Reading(
            LogApi api,
            Incoming incoming,
            CloudWatchConfig config,
            Clock clock,
            Share share,
            Company company,
            Turn turn) {}

    /** All events before it are written. */
    Instant position() {
        return position;
    }

    /** The span of Kafka's time in which somebody may have written what this reads again; empty at a first start. */
    Optional<Span> written() {
        Journal journal = transaction.journal();
        return journal.committedAt(group.checkpointName()).map(at -> new Span(progress.since(), at));
    }

    /** A span of time. */
    record Span(Instant from, Instant to) {}

    String groupName() {
        return group.name();
    }

    /** What is known of how complete it is. */
    Optional<Coverage> coverage() {
        return comparison.last();
    }

    /** Another one reads the group from now on. */
    @Override
    public void close() {
        comparison.close();
    }

    /** Takes what was committed before for read. */
    void recall(LogBatch batch) {
        batch.lines().forEach(line -> intake.recall(batch.source(), line));
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
        intake.settled(position);
        boolean sweep = to.isBefore(end)
                || !now.isBefore(lastSweep.plus(lateness.overlap().dividedBy(2)));
        pages(FilterLogEventsRequest.builder()
                .logGroupName(group.name())
                .startTime(start(sweep).toEpochMilli())
                .endTime(to.toEpochMilli())
                .limit(PAGE_EVENTS)
                .build());
        intake.flush();
        position = to;
        if (sweep) {
            lastSweep = now;
            lateness.swept();
            progress.sweptTo(to, now, lateness.overlap());
            intake.forgetBefore(to.minus(lateness.overlap()).minus(ROUNDING));
        }
        cover();
        Collection<FilteredLogEvent> missing =
                comparison.step(now, progress.swept().minus(lateness.overlap()));
        if (!missing.isEmpty()) {
            missing.forEach(this::event);
            intake.flush();
            cover();
        }
        return to.isBefore(end);
    }

    private void cover() {
        transaction.cover(
                new Checkpoint(group.checkpointName(), progress.text() + COMPARED + minutes.text(), position));
    }

    /** Never before what is remembered: what is older cannot be told from a repeat. */
    private Instant start(boolean sweep) {
        Instant start = sweep ? progress.swept().minus(lateness.overlap()) : position.minus(QUICK);
        Instant remembered = intake.remembers();
        return start.isBefore(remembered) ? remembered : start;
    }

    /** An empty page with a token is normal; only a missing token is the end. */
    private void pages(FilterLogEventsRequest window) throws InterruptedException {
        FilterLogEventsResponse page = api.filterLogEvents(window);
        page.events().forEach(this::event);
        while (page.nextToken() != null) {
            intake.flush();
            transaction.page();
            page = api.filterLogEvents(
                    window.toBuilder().nextToken(page.nextToken()).build());
            page.events().forEach(this::event);
        }
    }

    private void event(FilteredLogEvent event) {
        LogSource source =
                new LogSource(group.account(), group.region(), group.name(), event.logStreamName(), Surface.APP_LOG);
        Instant time = Instant.ofEpochMilli(event.timestamp());
        LogMessages.What what = messages.read(source, Optional.of(event.eventId()), time, event.message());
        if (what == LogMessages.What.NEW_LINE) {
            comparison.written(event.eventId());
        }
        if (event.ingestionTime() != null) {
            count(event, what, time, Instant.ofEpochMilli(event.ingestionTime()));
        }
    }

    private void count(FilteredLogEvent event, LogMessages.What what, Instant time, Instant arrived) {
        boolean isEvent = what == LogMessages.What.EVENT;
        boolean isNew = isEvent ? withEvents.isNew(event.eventId(), time, 0) : what == LogMessages.What.NEW_LINE;
        minutes.read(arrived, clock.instant(), what, isNew);
        if (isNew) {
            lateness.seen(Duration.between(time, arrived));
            if (time.isBefore(position)) {
                minutes.late(arrived, Duration.between(time, position));
            }
        }
    }
}
