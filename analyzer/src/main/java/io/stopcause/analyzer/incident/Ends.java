package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.correlation.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What resolves incidents.
 *
 * @param said what was said of the scope, ordered by time
 * @param lasting by cause, what only its own lower threshold ends
 * @param asOf until when everything has been read
 */
record Ends(List<End> said, Map<String, List<Span>> lasting, Instant asOf) {

    /**
     * Why something is over.
     *
     * @param firm whether it also ends what has come back several times
     */
    record End(Instant time, String reason, boolean firm) {}

    /** The ends of incidents of a cause, ordered by time. */
    List<End> of(String cause) {
        List<Span> spans = lasting.getOrDefault(cause, List.of());
        Stream<End> cleared = spans.stream()
                .flatMap(span -> span.cleared().stream())
                .filter(time -> !time.isAfter(asOf))
                .map(time -> new End(time, "it happens seldom enough again", true));
        Stream<End> others = said.stream().filter(end -> spans.stream().noneMatch(span -> span.covers(end.time())));
        return Stream.concat(others, cleared)
                .sorted(Comparator.comparing(End::time).thenComparing(End::reason))
                .toList();
    }
}
