package io.stopcause.console.page;

import io.stopcause.console.postmortem.Clip;
import io.stopcause.console.timeline.Lane;
import io.stopcause.console.timeline.Timeline;
import io.stopcause.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the script of a timeline draws when somebody looks closer: every mark of the lanes that show several as one.
 *
 * @param lanes in the order of the picture; four numbers a mark: how many milliseconds after the one before it, or after
 *     the picture's beginning, 1 if it is a sign of trouble, and where its text and its link stand in the other lists
 */
public record TimelineMarks(List<List<Long>> lanes, List<String> texts, List<String> links) {

    /** Those of a picture. */
    public static TimelineMarks of(Timeline timeline) {
        Map<String, Integer> texts = new LinkedHashMap<>();
        Map<String, Integer> links = new LinkedHashMap<>();
        List<List<Long>> lanes = new ArrayList<>();
        timeline.groups().stream()
                .flatMap(group -> group.lanes().stream())
                .filter(TimelineMarks::isDense)
                .forEach(lane -> {
                    List<Long> numbers = new ArrayList<>();
                    Instant before = timeline.period().from();
                    for (Lane.Point point : ((Lane.Marks) lane).each()) {
                        numbers.add(Duration.between(before, point.time()).toMillis());
                        numbers.add(point.bad() ? 1L : 0L);
                        numbers.add(place(texts, VisibleText.of(Clip.title(point.title()))));
                        numbers.add(place(links, point.link().orElse("")));
                        before = point.time();
                    }
                    lanes.add(numbers);
                });
        return new TimelineMarks(lanes, List.copyOf(texts.keySet()), List.copyOf(links.keySet()));
    }

    /** Whether a lane shows several marks as one. */
    public static boolean isDense(Lane lane) {
        return lane instanceof Lane.Marks marks && !marks.each().isEmpty();
    }

    private static long place(Map<String, Integer> known, String text) {
        return known.computeIfAbsent(text, key -> known.size());
    }

    /** Harmless inside an element that holds data. */
    public String json() {
        return Json.write(this).replace("<", "\\u003c");
    }
}
