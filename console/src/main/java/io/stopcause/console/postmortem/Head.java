package io.stopcause.console.postmortem;

import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The document in five lines.
 *
 * @param state how things stood at the end
 * @param lines what failed, how long, how far, why, what to do; fewer if nothing failed
 */
public record Head(State state, List<Line> lines) {

    private static final Comparator<IncidentView> GRAVEST = Comparator.comparing(
                    (IncidentView view) -> view.incident().headline().severity())
            .thenComparing(view -> view.incident().diagnosis().verified() == Verified.CONFIRMED)
            .thenComparing(view -> view.incident().reach().taskCount())
            .thenComparing(view -> view.incident().diagnosis().confidence());

    /** How things stood when the last record had been read. */
    public enum State {
        NOTHING_READ("Nothing could be read"),
        CLEAR("Nothing failed"),
        RESOLVED("All resolved"),
        OPEN("Still open");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** One of the five. */
    public record Line(String label, String text) {}

    public Head {
        lines = List.copyOf(lines);
    }

    static Head of(List<IncidentView> incidents, List<Finding> findings, Accounting accounting) {
        if (!incidents.isEmpty()) {
            boolean open = incidents.stream().anyMatch(view -> !view.incident().isResolved());
            return new Head(open ? State.OPEN : State.RESOLVED, lines(incidents));
        }
        String read = Words.count(accounting.total(), "record") + " read, "
                + Words.count(accounting.unreadable(), "place") + " unreadable";
        if (accounting.total() == 0) {
            return new Head(State.NOTHING_READ, List.of(new Line("What was read", read)));
        }
        return new Head(
                State.CLEAR,
                List.of(
                        new Line("What failed", "Nothing that stopcause knows or could see."),
                        new Line("Worth knowing", Words.count(findings.size(), "finding")),
                        new Line("What was read", read)));
    }

    private static List<Line> lines(List<IncidentView> incidents) {
        // max() would return the last of equals; the first sign decides between them
        IncidentView main = incidents.stream()
                .reduce((a, b) -> GRAVEST.compare(b, a) > 0 ? b : a)
                .orElseThrow();
        return List.of(
                new Line("What failed", failed(main, incidents)),
                new Line("How long", howLong(incidents)),
                new Line("How far", howFar(incidents)),
                new Line("Why", why(main)),
                new Line("What to do", whatToDo(main)));
    }

    private static String failed(IncidentView main, List<IncidentView> incidents) {
        int more = incidents.size() - 1;
        String title = Clip.title(main.incident().headline().title());
        return more == 0 ? title : title + " — and " + Words.count(more, "more incident");
    }

    private static String howLong(List<IncidentView> incidents) {
        Instant from = incidents.get(0).times().firstSign().truncatedTo(ChronoUnit.SECONDS);
        boolean open =
                incidents.stream().anyMatch(view -> view.times().resolved().isEmpty());
        Instant to = incidents.stream()
                .map(view ->
                        view.times().resolved().orElse(view.incident().life().lastSeen()))
                .max(Comparator.naturalOrder())
                .orElse(from)
                .truncatedTo(ChronoUnit.SECONDS);
        String lasted = Words.duration(Duration.between(from, to));
        return open
                ? "Since " + Words.moment(from) + " UTC, last seen after " + lasted + "; still open"
                : Words.stretch(from, to) + " UTC, " + lasted;
    }

    private static String howFar(List<IncidentView> incidents) {
        Set<String> scopes = new LinkedHashSet<>();
        Set<String> tasks = new LinkedHashSet<>();
        Set<String> revisions = new LinkedHashSet<>();
        int unlisted = 0;
        for (IncidentView view : incidents) {
            Incident.Reach reach = view.incident().reach();
            scopes.add(Words.scope(view.incident().headline().scope()));
            reach.joint().members().forEach(member -> scopes.add(Words.scope(member.scope())));
            unlisted += reach.joint().members().stream()
                    .mapToInt(Incident.Member::tasks)
                    .sum();
            reach.tasks().forEach(task -> tasks.add(task.taskId()));
            Stream.concat(
                            reach.revision().since().stream(),
                            reach.tasks().stream().flatMap(task -> task.revision().stream()))
                    .forEach(revisions::add);
            unlisted += reach.taskCount() - reach.tasks().size();
        }
        String where = scopes.size() == 1 ? scopes.iterator().next() : scopes.size() + " scopes";
        String since = revisions.isEmpty()
                ? ""
                : "; " + (revisions.size() == 1 ? "revision " : "revisions ")
                        + Clip.title(String.join(", ", revisions));
        return Words.count((long) tasks.size() + unlisted, "failed task") + " in " + where + since;
    }

    private static String why(IncidentView main) {
        Incident.Diagnosis diagnosis = main.incident().diagnosis();
        Remediation remediation = main.incident().remediation();
        String what = remediation.what().isEmpty() ? diagnosis.cause() + "." : remediation.what();
        String proof = main.proof().supporting().stream()
                .findFirst()
                .map(quote -> " The proof: “" + Clip.title(quote.text().strip()) + "”.")
                .orElse("");
        return Clip.line(what).replace("`", "") + proof + " Confidence " + Words.percent(diagnosis.confidence()) + ", "
                + Words.verified(diagnosis.verified()) + ".";
    }

    private static String whatToDo(IncidentView main) {
        return main.incident().remediation().steps().stream()
                .findFirst()
                .map(step -> Clip.line(step.text()).replace("`", ""))
                .orElse("No remedy is known yet; the evidence below is where to start.");
    }
}
