package io.stopcause.console;

import io.stopcause.console.postmortem.Accounting;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Evidence;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An incident in which every text is an attack or an accident. */
public final class Hostile {

    public static final String SCRIPT =
            "</code></pre><script>alert(document.domain)</script><img src=x onerror=alert(1)>";
    public static final String QUOTES = "\" onmouseover=\"alert(1)\" x=\"' `javascript:alert(1)`";
    public static final String RIGHT_TO_LEFT = "فشل تشغيل الحاوية \u202Egnp.exe\u202C שגיאה";
    public static final String TERMINAL = "\u001b[31mred\u001b[0m \u0000 \u0007 🧨🏳️‍🌈 \uD800";
    public static final String LONG = "x".repeat(1 << 20);

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.250Z");

    private Hostile() {}

    /** The whole of it. */
    public static PostMortem.Input input() {
        Scope scope = new Scope(
                SCRIPT, QUOTES, Optional.of(RIGHT_TO_LEFT), Optional.of(SCRIPT), Optional.empty(), Optional.empty());
        return new PostMortem.Input(
                SCRIPT,
                QUOTES,
                List.of(incident(scope)),
                List.of(new Finding(
                        QUOTES, SCRIPT, RIGHT_TO_LEFT, scope, new Finding.Seen(NOON, NOON, 1, LONG), remediation())),
                List.of(history(scope)),
                Accounting.of(Map.of(SCRIPT, 1L), 0, List.of(new DeadLetter(SCRIPT, QUOTES + TERMINAL, LONG, NOON))));
    }

    private static Incident incident(Scope scope) {
        List<Evidence.Item> items = List.of(
                item(SCRIPT),
                item(QUOTES),
                item(RIGHT_TO_LEFT),
                item(TERMINAL),
                item(LONG),
                item("```\n# heading\n```"));
        return new Incident(
                "<script>" + QUOTES,
                new Incident.Headline(SCRIPT + LONG, Severity.CRITICAL, scope),
                new Incident.Diagnosis(
                        SCRIPT,
                        List.of(QUOTES),
                        1,
                        Verified.REFUTED,
                        new Evidence(items, items, items),
                        new Incident.RuleReference(SCRIPT, QUOTES)),
                new Incident.Life(
                        Incident.State.REOPENED,
                        NOON,
                        NOON,
                        NOON.plusSeconds(5),
                        Optional.empty(),
                        Optional.of(SCRIPT)),
                new Incident.Reach(
                        new Incident.Revision(
                                Optional.of(SCRIPT),
                                Optional.of(RIGHT_TO_LEFT),
                                Optional.of(NOON),
                                List.of(new Incident.Change(SCRIPT, Optional.of(QUOTES), Optional.of(RIGHT_TO_LEFT))),
                                List.of(new Incident.Candidate(NOON, SCRIPT, "\n# " + QUOTES)),
                                Optional.of(SCRIPT + "\n```\n" + TERMINAL)),
                        List.of(new Incident.FailedTask(LONG, Optional.of(QUOTES), NOON, SCRIPT)),
                        70,
                        List.of(new Incident.Symptom(QUOTES, NOON, SCRIPT)),
                        List.of(SCRIPT)),
                remediation());
    }

    private static Evidence.Item item(String text) {
        return new Evidence.Item(Optional.of(NOON), SCRIPT, QUOTES, text);
    }

    private static Remediation remediation() {
        return new Remediation(
                SCRIPT,
                RIGHT_TO_LEFT,
                List.of(new Remediation.Step(SCRIPT, SCRIPT, SCRIPT + "\n```\n" + TERMINAL)),
                QUOTES,
                LONG);
    }

    private static ServiceHistory history(Scope scope) {
        return new ServiceHistory(
                scope,
                List.of(new ServiceHistory.TaskBar(
                        SCRIPT,
                        Optional.of(QUOTES),
                        new ServiceHistory.Span(NOON, Optional.empty(), Optional.of(NOON)),
                        ServiceHistory.Outcome.FAILED,
                        Optional.of(SCRIPT),
                        LONG)),
                List.of(
                        new ServiceHistory.Mark(NOON, SCRIPT, true, QUOTES),
                        new ServiceHistory.Mark(NOON.plusSeconds(1), "log", true, LONG + "!"),
                        new ServiceHistory.Mark(NOON.plusSeconds(1), "log", true, LONG + "!")));
    }
}
