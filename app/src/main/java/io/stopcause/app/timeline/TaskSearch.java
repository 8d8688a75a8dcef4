package io.stopcause.app.timeline;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.story.Story;
import io.stopcause.analyzer.story.Task;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.analyzer.story.Verdicts;
import io.stopcause.app.timeline.Entry.Kind;
import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Incident;
import io.stopcause.model.Keys;
import io.stopcause.model.LogBatch;
import io.stopcause.model.Nearest;
import io.stopcause.model.Notification;
import io.stopcause.model.Redaction;
import io.stopcause.model.Scope;
import io.stopcause.model.TaskLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for one task in everything that is read, and keeps what concerns it. Of other tasks only the names are kept, and
 * of this one the newest lines, so memory grows with the number of tasks and not with their logs. For one thread.
 */
public final class TaskSearch implements Sink {

    private static final int MOST_NEAREST = 5;
    private static final Pattern MENTION = Pattern.compile(
            "\\btask[/ ](?:[\\w-]{1,255}/)?([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b");

    private final String wanted;
    private final Judge judge;
    private final TaskStates states;
    private final TaskLines lines;
    private final Map<String, TaskName> names = new TreeMap<>();
    private final Set<String> matching = new TreeSet<>();
    private final Set<Entry> entries = new TreeSet<>(Entry.IN_ORDER);
    private final Map<String, Answer> answers = new TreeMap<>();
    private Story story = Story.EMPTY;

    /** What was found. */
    public sealed interface Found {

        /** The one task that was meant; what is left is to say which incidents it belongs to. */
        record One(TaskName task) implements Found {}

        /** Several whose ids begin like that. */
        record Several(List<TaskName> tasks) implements Found {

            public Several {
                tasks = List.copyOf(tasks);
            }
        }

        /** None; the ids that come nearest. */
        record None(List<String> nearest, int known) implements Found {

            public None {
                nearest = List.copyOf(nearest);
            }
        }
    }

    /**
     * Begins.
     *
     * @param wanted a task's id, the beginning of one, or its ARN
     * @param newest how many lines of each log are kept besides those that a rule knows
     */
    public TaskSearch(String wanted, Judge judge, int newest) {
        this.wanted = Keys.lastSegment(wanted.strip()).toLowerCase(Locale.ROOT);
        this.judge = judge;
        this.states = new TaskStates(judge);
        this.lines = new TaskLines(judge, newest);
    }

    @Override
    public void logs(LogBatch batch) {
        Optional<String> id = batch.source().taskLog().map(TaskLog::taskId);
        if (id.filter(this::matches).isPresent()) {
            lines.add(batch);
            story = story.with(batch, judge);
        } else {
            id.ifPresent(this::meet);
        }
    }

    @Override
    public void event(AwsEvent event) {
        if (event.detailType().equals(AwsEvent.TASK_STATE)) {
            state(event);
            return;
        }
        Matcher mentions = MENTION.matcher(event.detail().toString());
        boolean ours = false;
        while (mentions.find()) {
            ours |= matches(mentions.group(1));
        }
        if (ours) {
            entries.add(states.said(event));
        }
    }

    private void state(AwsEvent event) {
        Task task = Task.of(event);
        boolean ours = matches(task.id());
        names.put(task.id(), new TaskName(task.id(), Optional.of(task.scope()), task.revision()));
        if (ours) {
            entries.add(states.state(event));
            story = story.with(event, judge);
        }
    }

    @Override
    public void answer(Answer answer) {
        answers.put(answer.question().id(), answer);
    }

    @Override
    public void dead(DeadLetter letter) {
        // Counted, with its place, where it was met.
    }

    private boolean isStart(String id) {
        return !wanted.isEmpty() && id.startsWith(wanted);
    }

    private boolean matches(String id) {
        meet(id);
        if (isStart(id)) {
            matching.add(id);
            return true;
        }
        return false;
    }

    private void meet(String id) {
        names.putIfAbsent(id, new TaskName(id, Optional.empty(), Optional.empty()));
    }

    public Found found() {
        if (matching.isEmpty()) {
            return new Found.None(Nearest.starts(wanted, names.keySet(), MOST_NEAREST), names.size());
        }
        List<TaskName> tasks = matching.stream()
                .flatMap(id -> Stream.ofNullable(names.get(id)))
                .toList();
        return tasks.size() == 1 ? new Found.One(tasks.get(0)) : new Found.Several(tasks);
    }

    /**
     * Everything about the one task that was found.
     *
     * @param incidents all that there are; those that the task belongs to are taken
     * @param log all that was sent; what was told of those incidents is taken
     */
    public TaskTimeline timeline(TaskName task, Collection<Incident> incidents, Collection<Notification> log) {
        Set<Entry> all = new TreeSet<>(Entry.IN_ORDER);
        all.addAll(entries);
        story.state().ifPresent(newest -> all.addAll(TaskStates.lifecycle(newest)));
        all.addAll(lines.entries());
        Optional<Verdict> verdict = new Verdicts(judge).of(story);
        verdict.ifPresent(found -> all.add(
                new Entry(found.time(), Kind.VERDICT, found.rule(), inWords(found), Optional.of(found.cause()))));
        List<Incident> its =
                incidents.stream().filter(each -> concerns(each, task.id())).toList();
        its.forEach(incident -> life(incident).forEach(all::add));
        if (!its.isEmpty()) {
            all.addAll(answers(task, all));
        }
        log.stream()
                .filter(sent -> its.stream().anyMatch(each -> each.id().equals(sent.incident())))
                .map(TaskSearch::told)
                .forEach(all::add);
        return new TaskTimeline(task, List.copyOf(all), verdict, its, lines.leftOut());
    }

    /** What was asked for its scope since it began. */
    private List<Entry> answers(TaskName task, Collection<Entry> known) {
        Instant began = known.stream().map(Entry::time).findFirst().orElse(Instant.MAX);
        String scope = task.scope().map(Scope::key).orElse("");
        return answers.values().stream()
                .filter(answer -> answer.question().scope().equals(scope))
                .filter(answer -> answer.time().isAfter(began))
                .map(TaskSearch::answered)
                .toList();
    }

    private static boolean concerns(Incident incident, String task) {
        return incident.reach().tasks().stream().anyMatch(each -> each.taskId().equals(task))
                || incident.diagnosis().evidence().supporting().stream()
                        .anyMatch(item -> item.place().endsWith(task));
    }

    private static String inWords(Verdict verdict) {
        return verdict.cause() + ", " + Math.round(verdict.confidence() * 100) + " % sure"
                + (verdict.alternatives().isEmpty() ? "" : "; else " + String.join(" or ", verdict.alternatives()));
    }

    private static Stream<Entry> life(Incident incident) {
        List<Entry> life = new ArrayList<>();
        String id = "incident " + incident.id();
        Optional<String> cause = Optional.of(incident.diagnosis().cause());
        life.add(new Entry(
                incident.life().openedAt(),
                Kind.INCIDENT,
                id,
                "opened: " + incident.headline().title() + " ("
                        + incident.diagnosis().verified().wire() + ")",
                cause));
        incident.life()
                .resolvedAt()
                .ifPresent(end -> life.add(new Entry(
                        end,
                        Kind.INCIDENT,
                        id,
                        "resolved: " + incident.life().resolution().orElse("over"),
                        Optional.empty())));
        return life.stream();
    }

    private static Entry answered(Answer answer) {
        return new Entry(
                answer.time(),
                Kind.ANSWER,
                answer.question().check(),
                Redaction.of(answer.outcome().name().toLowerCase(Locale.ROOT) + ": " + answer.explanation()),
                Optional.empty());
    }

    private static Entry told(Notification sent) {
        return new Entry(
                sent.attempt().time(),
                Kind.NOTIFICATION,
                sent.receiver(),
                sent.kind().wire() + ", " + sent.attempt().outcome().wire() + ": "
                        + sent.attempt().reason(),
                Optional.empty());
    }
}
