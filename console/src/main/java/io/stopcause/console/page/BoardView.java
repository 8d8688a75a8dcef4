package io.stopcause.console.page;

import io.stopcause.console.postmortem.IncidentView;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the live page's front shows: a page of the list of incidents, the open ones first.
 *
 * @param state how things stand, in a few words, whatever is filtered
 * @param open those of this page, the gravest first, then the newest
 * @param resolved those of this page, the latest first
 * @param pages how many pages there are, and which this is
 * @param findings those that ask for something, the latest first, at most {@value #MOST_FINDINGS}, on the first page
 * @param problems what keeps the page from knowing everything
 */
public record BoardView(
        State state,
        List<IncidentView> open,
        List<IncidentView> resolved,
        Paging pages,
        List<Finding> findings,
        List<String> problems) {

    /** How many incidents stand on one page, so that it stays light. */
    static final int PER_PAGE = 50;
    /** How many of them are shown as cards, the others in a table. */
    static final int CARDS = 12;

    static final int MOST_FINDINGS = 8;

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

    /** How things stand. */
    public record State(int open, String kind, String words) {}

    /**
     * Where in the list this page is.
     *
     * @param found how many incidents the filter lets through
     */
    public record Paging(BoardFilter filter, int page, int pages, int found) {}

    /** The first page of everything. */
    public static BoardView of(List<Incident> incidents, List<Finding> findings, List<String> problems) {
        return of(incidents, findings, problems, BoardFilter.NONE);
    }

    /** The view of a board; orders what it is given. What is part of another incident is told there. */
    public static BoardView of(List<Incident> all, List<Finding> findings, List<String> problems, BoardFilter filter) {
        List<Incident> incidents = Incident.leading(all);
        List<Incident> ordered = Stream.concat(
                        incidents.stream()
                                .filter(incident -> !incident.isResolved())
                                .sorted(GRAVEST),
                        incidents.stream().filter(Incident::isResolved).sorted(LATEST))
                .filter(filter::has)
                .toList();
        int pages = Math.max(1, (ordered.size() + PER_PAGE - 1) / PER_PAGE);
        int page = Math.min(filter.page(), pages);
        List<Incident> shown =
                ordered.stream().skip((page - 1L) * PER_PAGE).limit(PER_PAGE).toList();
        int open = (int)
                incidents.stream().filter(incident -> !incident.isResolved()).count();
        return new BoardView(
                state(open, problems),
                shown.stream()
                        .filter(incident -> !incident.isResolved())
                        .map(BoardView::alone)
                        .toList(),
                shown.stream()
                        .filter(Incident::isResolved)
                        .map(BoardView::alone)
                        .toList(),
                new Paging(filter, page, pages, ordered.size()),
                page == 1 && filter.isNone() ? advice(findings) : List.of(),
                problems);
    }

    private static List<Finding> advice(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !PostMortem.isNormal(finding))
                .sorted(Comparator.comparing((Finding finding) -> finding.seen().last())
                        .reversed()
                        .thenComparing(Finding::id))
                .limit(MOST_FINDINGS)
                .toList();
    }

    private static IncidentView alone(Incident incident) {
        return IncidentView.of(incident, List.of(), List.of());
    }

    private static State state(int open, List<String> problems) {
        return switch (open) {
            case 0 ->
                problems.isEmpty()
                        ? new State(0, "clear", "Nothing is wrong that stopcause knows")
                        : new State(0, "unsure", "Not everything is known");
            case 1 -> new State(1, "open", "1 incident is open");
            default -> new State(open, "open", open + " incidents are open");
        };
    }

    /** The open ones that are shown at length. */
    public List<IncidentView> cards() {
        return open.subList(0, Math.min(CARDS, open.size()));
    }

    /** The open ones that are shown in a table. */
    public List<IncidentView> further() {
        return open.subList(Math.min(CARDS, open.size()), open.size());
    }
}
