package io.stopcause.console.postmortem;

import io.stopcause.console.timeline.LogRate;
import io.stopcause.console.timeline.Timeline;
import io.stopcause.console.timeline.TimelineDrawing;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Mark;
import io.stopcause.model.ServiceHistory.TaskBar;
import java.util.Comparator;
import java.util.List;

/**
 * What happened, as a document. It holds no clock and no order of arrival: the same input gives the same view, and every
 * renderer gives the same bytes for the same view.
 *
 * @param title what the document is about
 * @param ruleSet version of the knowledge that decided
 * @param head the document in five lines
 * @param incidents in the order of their first signs; what is part of another is told there
 * @param findings in the order in which they were first seen
 * @param timeline the picture
 * @param chronicle the picture in words
 * @param review what there is to learn from it
 * @param accounting what was read
 */
public record PostMortem(
        String title,
        String ruleSet,
        Head head,
        List<IncidentView> incidents,
        List<Finding> findings,
        Timeline timeline,
        Chronicle chronicle,
        Review review,
        Accounting accounting) {

    public PostMortem {
        incidents = List.copyOf(incidents);
        findings = List.copyOf(findings);
    }

    /**
     * What a document is made from; the order within the lists does not matter.
     *
     * @param title such as {@code Post-mortem of 3 March}
     */
    public record Input(String title, String ruleSet, Found found, Accounting accounting, People people) {

        /** Nobody has heard or written anything yet. */
        public Input(
                String title,
                String ruleSet,
                List<Incident> incidents,
                List<Finding> findings,
                List<ServiceHistory> histories,
                Accounting accounting) {
            this(title, ruleSet, new Found(incidents, findings, histories, List.of()), accounting, People.UNTOLD);
        }
    }

    /** What the engine found, and how much the logs said. */
    public record Found(
            List<Incident> incidents, List<Finding> findings, List<ServiceHistory> histories, List<LogRate> rates) {
        public Found {
            rates = List.copyOf(rates);
            incidents = List.copyOf(incidents);
            findings = List.copyOf(findings);
            histories = List.copyOf(histories);
        }
    }

    /**
     * The part that people have in it.
     *
     * @param told what they heard of incidents, and what they said
     * @param notes what they have written
     */
    public record People(List<Told> told, Notes notes) {

        /** Nothing yet. */
        public static final People UNTOLD = new People(List.of(), Notes.EMPTY);

        public People {
            told = List.copyOf(told);
        }
    }

    /** The view of an input. */
    public static PostMortem of(Input input) {
        List<Told> told = input.people().told();
        List<ServiceHistory> histories = Told.among(
                        input.found().histories(), input.found().incidents(), told)
                .stream()
                .map(PostMortem::inOrder)
                .sorted(Comparator.comparing(history -> history.scope().key()))
                .toList();
        List<IncidentView> all = input.found().incidents().stream()
                .sorted(Comparator.comparing(
                                (Incident incident) -> incident.life().firstSeen())
                        .thenComparing(incident -> incident.life().openedAt())
                        .thenComparing(Incident::id))
                .map(incident -> IncidentView.of(incident, histories, told))
                .toList();
        List<Finding> findings = input.found().findings().stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.seen().first())
                        .thenComparing(Finding::id))
                .toList();
        List<Incident> leading = Incident.leading(input.found().incidents());
        List<IncidentView> incidents =
                all.stream().filter(view -> leading.contains(view.incident())).toList();
        Chronicle chronicle = Chronicle.of(incidents, all, histories);
        Timeline timeline = new TimelineDrawing(
                        new Addresses(incidents, chronicle), input.found().rates())
                .draw(input.found().incidents(), histories);
        return new PostMortem(
                input.title(),
                input.ruleSet(),
                Head.of(incidents, findings, input.accounting()),
                incidents,
                findings,
                timeline,
                chronicle,
                Review.of(
                        incidents,
                        histories,
                        new Found(List.of(), findings, List.of(), input.found().rates()),
                        input.accounting(),
                        input.people().notes()),
                input.accounting());
    }

    private static ServiceHistory inOrder(ServiceHistory history) {
        List<TaskBar> tasks = history.tasks().stream()
                .sorted(Comparator.comparing((TaskBar task) -> task.span().created())
                        .thenComparing(TaskBar::taskId))
                .toList();
        List<Mark> marks = history.marks().stream()
                .sorted(Comparator.comparing(Mark::time)
                        .thenComparing(Mark::kind)
                        .thenComparing(Mark::text)
                        .thenComparing(Mark::bad))
                .toList();
        return new ServiceHistory(history.scope(), tasks, marks);
    }

    /** Whether a finding is normal life and asks for nothing: the family {@code normal} of {@code causes.yaml}. */
    public static boolean isNormal(Finding finding) {
        return finding.cause().startsWith("normal-")
                || finding.remediation().steps().isEmpty();
    }

    /** Findings that ask for something; the others are normal life, counted. */
    public List<Finding> advice() {
        return findings.stream().filter(finding -> !isNormal(finding)).toList();
    }

    /** Findings that are normal life. */
    public List<Finding> normal() {
        return findings.stream().filter(PostMortem::isNormal).toList();
    }
}
