package io.stopcause.console.page;

import io.stopcause.console.postmortem.IncidentView;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import java.util.Comparator;
import java.util.List;

/**
 * What the live page's front shows.
 *
 * @param open the gravest first, then the newest
 * @param resolved the latest first, at most {@value #MOST_RESOLVED}
 * @param older resolved ones that are not shown
 * @param findings those that ask for something, the latest first, at most {@value #MOST_FINDINGS}
 * @param problems what keeps the page from knowing everything
 */
public record BoardView(
        List<IncidentView> open,
        List<IncidentView> resolved,
        int older,
        List<Finding> findings,
        List<String> problems) {

    static final int MOST_RESOLVED = 100;
    static final int MOST_FINDINGS = 50;

    private static final Comparator<Incident> GRAVEST = Comparator.comparing(
                    (Incident incident) -> incident.headline().severity())
            .thenComparing(incident -> incident.life().openedAt())
            .reversed()
            .thenComparing(Incident::id);
    private static final Comparator<Incident> LATEST = Comparator.comparing((Incident incident) ->
                    incident.life().resolvedAt().orElse(incident.life().lastSeen()))
            .reversed()
            .thenComparing(Incident::id);

    public BoardView {
        open = List.copyOf(open);
        resolved = List.copyOf(resolved);
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /** The view of a board; orders what it is given. What is part of another incident is told there. */
    public static BoardView of(List<Incident> all, List<Finding> findings, List<String> problems) {
        List<Incident> incidents = Incident.leading(all);
        List<Incident> over =
                incidents.stream().filter(Incident::isResolved).sorted(LATEST).toList();
        return new BoardView(
                incidents.stream()
                        .filter(incident -> !incident.isResolved())
                        .sorted(GRAVEST)
                        .map(BoardView::alone)
                        .toList(),
                over.stream().limit(MOST_RESOLVED).map(BoardView::alone).toList(),
                Math.max(0, over.size() - MOST_RESOLVED),
                findings.stream()
                        .filter(finding -> !PostMortem.isNormal(finding))
                        .sorted(Comparator.comparing(
                                        (Finding finding) -> finding.seen().last())
                                .reversed()
                                .thenComparing(Finding::id))
                        .limit(MOST_FINDINGS)
                        .toList(),
                problems);
    }

    private static IncidentView alone(Incident incident) {
        return IncidentView.of(incident, List.of());
    }

    /** How things stand, in a few words. */
    public String state() {
        return switch (open.size()) {
            case 0 -> problems.isEmpty() ? "Nothing is wrong that stopcause knows" : "Not everything is known";
            case 1 -> "1 incident is open";
            default -> open.size() + " incidents are open";
        };
    }
}
