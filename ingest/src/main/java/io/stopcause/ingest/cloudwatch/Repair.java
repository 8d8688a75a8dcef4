package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.Recall;
import io.stopcause.ingest.Recent;
import io.stopcause.ingest.Share;
import io.stopcause.ingest.Transaction;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Looks for the log events of minutes of which fewer were read than CloudWatch got: by their own times they may lie far
 * from them. What CloudWatch has is listed, what was written is struck off, and the rest, if any, is read once more. All
 * of it in steps, so that nobody waits for it.
 */
final class Repair implements AutoCloseable {

    /** Memory for what may be missing: some 20 MB. */
    static final int MOST_EVENTS = 100_000;

    /** What tells a later time is read when its time comes; to write it before would be to read past it. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final int PAGE_EVENTS = 10_000;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LogApi api;
    private final Share share;
    private final SortedSet<Instant> minutes;
    private final FilterLogEventsRequest window;
    /** The minutes of what is not known to be written, by event id. */
    private final Map<String, Instant> open = new HashMap<>();

    private final Map<Instant, Long> written = new HashMap<>();
    private final Struck struck;
    private Stage stage = Stage.LIST;
    private @Nullable String token;
    private @Nullable Recall recall;

    private enum Stage {
        LIST,
        STRIKE_OFF,
        READ,
        DONE
    }

    /**
     * Nothing is looked at yet.
     *
     * @param reach how far before the first minute it looks
     */
    Repair(Group group, GroupReader.Reading reading, SortedSet<Instant> minutes, Duration reach) {
        this.api = reading.api();
        this.share = reading.share();
        this.minutes = minutes;
        this.struck = new Struck(reading.company().events());
        this.window = FilterLogEventsRequest.builder()
                .logGroupName(group.name())
                .startTime(minutes.first().minus(reach).toEpochMilli())
                .endTime(minutes.last().plus(MINUTE).toEpochMilli())
                .limit(PAGE_EVENTS)
                .build();
    }

    /**
     * Makes the next step.
     *
     * @return log events that nobody has written yet
     */
    Collection<FilteredLogEvent> step(Transaction transaction, Instant now) throws InterruptedException {
        switch (stage) {
            case LIST -> {
                page().forEach(event -> list(event.eventId(), minute(event)));
                if (token == null) {
                    // What is written from here on is struck off as it is written.
                    transaction.commit();
                    stage = open.isEmpty() ? Stage.DONE : Stage.STRIKE_OFF;
                }
            }
            case STRIKE_OFF -> strikeOff(now);
            case READ -> {
                List<FilteredLogEvent> missing = page().stream()
                        .filter(event -> open.containsKey(event.eventId()))
                        .toList();
                if (token == null) {
                    stage = Stage.DONE;
                }
                return missing;
            }
            case DONE -> throw new IllegalStateException("it is done");
        }
        return List.of();
    }

    boolean isDone() {
        return stage == Stage.DONE;
    }

    SortedSet<Instant> minutes() {
        return minutes;
    }

    private List<FilteredLogEvent> page() throws InterruptedException {
        FilterLogEventsResponse page =
                api.filterLogEvents(window.toBuilder().nextToken(token).build());
        token = page.nextToken();
        return page.events().stream()
                .filter(event -> event.ingestionTime() != null && minutes.contains(minute(event)))
                .toList();
    }

    private static Instant minute(FilteredLogEvent event) {
        return Instant.ofEpochMilli(event.ingestionTime()).truncatedTo(ChronoUnit.MINUTES);
    }

    private void list(String id, Instant minute) {
        if (open.size() < MOST_EVENTS) {
            open.put(id, minute);
        }
    }

    private void strikeOff(Instant now) {
        Recall reading = recall == null ? share.recall(minutes.first(), now) : recall;
        recall = reading;
        long begun = System.nanoTime();
        boolean more = true;
        while (more && System.nanoTime() - begun < STEP_NANOS) {
            more = reading.next(struck);
        }
        if (!more) {
            close();
            stage = open.isEmpty() ? Stage.DONE : Stage.READ;
        }
    }

    /** A log event of the group is written. */
    void written(String id) {
        Optional.ofNullable(open.remove(id)).ifPresent(minute -> written.merge(minute, 1L, Long::sum));
    }

    /** How many log events of each minute were found to be written. */
    Map<Instant, Long> written() {
        return written;
    }

    @Override
    public void close() {
        if (recall != null) {
            recall.close();
            recall = null;
        }
    }

    /** Strikes off what was written. */
    private final class Struck implements Recall.Taker {

        private final Recent events;

        private Struck(Recent events) {
            this.events = events;
        }

        @Override
        public void lines(LogBatch batch) {
            batch.lines().stream().map(LogLine::id).forEach(Repair.this::written);
        }

        /** An event does not say which log event it stood in; when that is read again, its own identity tells it. */
        @Override
        public void event(AwsEvent event) {
            var unused = events.isNew(event);
        }
    }
}
