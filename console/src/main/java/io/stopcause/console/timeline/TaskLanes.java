package io.stopcause.console.timeline;

import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Outcome;
import io.stopcause.model.ServiceHistory.TaskBar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks of one scope: a lane for each task definition revision, oldest first. */
final class TaskLanes {

    private static final int MOST_ROWS = 10;
    private static final int MOST_BARS = 400;
    private static final int MOST_REVISIONS = 12;
    private static final int BUCKETS = 100;

    private final Period period;
    private final Links links;

    TaskLanes(Period period, Links links) {
        this.period = period;
        this.links = links;
    }

    List<Lane> of(ServiceHistory history) {
        Map<String, List<TaskBar>> byRevision = new LinkedHashMap<>();
        history.tasks().forEach(task -> byRevision
                .computeIfAbsent(task.revision().orElse("revision unknown"), name -> new ArrayList<>())
                .add(task));
        if (byRevision.size() > MOST_REVISIONS) {
            return List.of(lane(history, byRevision.size() + " revisions", history.tasks()));
        }
        return byRevision.entrySet().stream()
                .map(revision -> lane(history, revision.getKey(), revision.getValue()))
                .toList();
    }

    private Lane lane(ServiceHistory history, String label, List<TaskBar> tasks) {
        if (tasks.size() > MOST_BARS) {
            return density(label, tasks);
        }
        List<List<Lane.Bar>> rows =
                Rows.pack(period, tasks.stream().map(task -> bar(history, task)).toList());
        return rows.size() > MOST_ROWS ? density(label, tasks) : new Lane.Tasks(label, note(tasks), rows);
    }

    private Lane.Bar bar(ServiceHistory history, TaskBar task) {
        Instant end = task.span().stopped().orElse(period.to());
        Instant started = task.span().started().orElse(end);
        String title = "Task " + task.taskId() + ": " + task.detail()
                + task.cause().map(cause -> " (" + cause + ")").orElse("");
        return new Lane.Bar(
                task.span().created(), started, end, task.outcome(), title, links.toTask(history.scope(), task));
    }

    private Lane density(String label, List<TaskBar> tasks) {
        int[] alive = new int[BUCKETS];
        int[] failed = new int[BUCKETS];
        for (TaskBar task : tasks) {
            Optional<Instant> stopped = task.span().stopped();
            int last = stopped.map(end -> period.part(end, BUCKETS)).orElse(BUCKETS - 1);
            for (int part = period.part(task.span().created(), BUCKETS); part <= last; part++) {
                alive[part]++;
            }
            if (task.outcome() == Outcome.FAILED) {
                failed[last]++;
            }
        }
        List<Lane.Bucket> buckets = new ArrayList<>();
        int peak = 1;
        for (int part = 0; part < BUCKETS; part++) {
            peak = Math.max(peak, alive[part]);
            if (alive[part] > 0) {
                Instant from = period.startOf(part, BUCKETS);
                buckets.add(new Lane.Bucket(from, period.startOf(part + 1, BUCKETS), alive[part], failed[part]));
            }
        }
        return new Lane.Density(label, note(tasks) + "; too many to draw one by one", peak, buckets);
    }

    private static String note(List<TaskBar> tasks) {
        long failed =
                tasks.stream().filter(task -> task.outcome() == Outcome.FAILED).count();
        String all = tasks.size() == 1 ? "1 task" : tasks.size() + " tasks";
        return failed == 0 ? all : all + ", " + failed + " failed";
    }
}
