package io.stopcause.ingest.cloudwatch;

import io.stopcause.ingest.Share;
import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Looks for the log events of minutes of which fewer were read than CloudWatch got: by their own times they may lie far
 * from them. A page at a time, so that nobody waits for it.
 */
final class Repair {

    /** What tells a later time is read when its time comes; to write it before would be to read past it. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The clocks of brokers and readers may differ by so much. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final int PAGE_EVENTS = 10_000;
    /** Memory for what may be missing; of minutes that hold more, it cannot be told. */
    private static final int MOST_EVENTS = 100_000;

    private static final int MOST_CHARS = 32 << 20;

    private final LogApi api;
    private final SortedSet<Instant> minutes;
    private final FilterLogEventsRequest window;
    private final Map<String, FilteredLogEvent> found = new LinkedHashMap<>();
    private final Map<Instant, Long> written = new HashMap<>();
    private long chars;
    private @Nullable String token;

    /** @param reach how far before the first minute it looks */
    Repair(Group group, LogApi api, SortedSet<Instant> minutes, Duration reach) {
        this.api = api;
        this.minutes = minutes;
        this.window = FilterLogEventsRequest.builder()
                .logGroupName(group.name())
                .startTime(minutes.first().minus(reach).toEpochMilli())
                .endTime(minutes.last().plus(MINUTE).toEpochMilli())
                .limit(PAGE_EVENTS)
                .build();
    }

    /**
     * Reads the next page.
     *
     * @return whether there is another one
     */
    boolean page() throws InterruptedException {
        FilterLogEventsResponse page =
                api.filterLogEvents(window.toBuilder().nextToken(token).build());
        page.events().stream()
                .filter(event -> event.ingestionTime() != null && minutes.contains(minute(event)))
                .forEach(this::keep);
        token = page.nextToken();
        return token != null && !isTooMuch();
    }

    private static Instant minute(FilteredLogEvent event) {
        return Instant.ofEpochMilli(event.ingestionTime()).truncatedTo(ChronoUnit.MINUTES);
    }

    private void keep(FilteredLogEvent event) {
        if (!isTooMuch() && found.put(event.eventId(), event) == null) {
            chars += event.message().length();
        }
    }

    private boolean isTooMuch() {
        return found.size() >= MOST_EVENTS || chars >= MOST_CHARS;
    }

    /** What nobody has written yet, once all pages are read and everything is committed. */
    Collection<FilteredLogEvent> missing(Share share, Instant now) {
        if (isTooMuch()) {
            found.clear();
        }
        if (!found.isEmpty()) {
            share.recall(minutes.first().minus(CLOCKS), now.plus(CLOCKS), new Written());
        }
        return found.values();
    }

    /** How many log events of each minute were found to be written. */
    Map<Instant, Long> written() {
        return written;
    }

    /** Forgets what was written. */
    private final class Written implements Sink {

        @Override
        public void logs(LogBatch batch) {
            for (LogLine line : batch.lines()) {
                Optional.ofNullable(found.remove(line.id()))
                        .ifPresent(event -> written.merge(minute(event), 1L, Long::sum));
            }
        }

        @Override
        public void event(AwsEvent event) {
            // An event does not say which log event it stood in; its own identity tells repeats apart.
        }

        @Override
        public void answer(Answer answer) {
            throw new IllegalStateException("answers are not read back");
        }

        @Override
        public void dead(DeadLetter letter) {
            throw new IllegalStateException("dead letters are not read back");
        }
    }
}
