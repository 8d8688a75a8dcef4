package io.stopcause.notifier.decision;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.Severity;
import io.stopcause.model.Silence;
import io.stopcause.model.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What its author asked to be told before a silence ends, while something under it is still open. It has the shape of an
 * incident, so that it is told once, whatever crashes, and settled when the silence is over. Pure.
 */
final class Reminder {

    private static final String PREFIX = "silence-";
    private static final Duration AHEAD = Duration.ofMinutes(15);
    private static final int NAMED = 3;
    private static final Scope NOWHERE =
            new Scope("", "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Comparator<Case> GRAVEST_FIRST = Comparator.comparing(
                    (Case each) -> each.incident().headline().severity())
            .reversed()
            .thenComparing(Case::id);

    private Reminder() {}

    static String id(Silence silence) {
        return PREFIX + silence.id();
    }

    /** Whether it is time: a quarter of an hour before the end, or half of a shorter silence. */
    static boolean isDue(Silence silence, Instant now) {
        Duration half = Duration.between(silence.startsAt(), silence.endsAt()).dividedBy(2);
        Duration ahead = half.compareTo(AHEAD) < 0 ? half : AHEAD;
        return silence.isActive(now) && !now.isBefore(silence.endsAt().minus(ahead));
    }

    /** The reminder while it holds; at least one is hidden. */
    static Case of(Silence silence, List<Case> hidden, Instant now) {
        Incident gravest =
                hidden.stream().sorted(GRAVEST_FIRST).findFirst().orElseThrow().incident();
        Incident incident = new Incident(
                id(silence),
                new Incident.Headline(
                        title(silence, hidden.size()),
                        gravest.headline().severity(),
                        gravest.headline().scope()),
                new Incident.Diagnosis(
                        gravest.diagnosis().cause(),
                        List.of(),
                        gravest.diagnosis().confidence(),
                        gravest.diagnosis().verified(),
                        new Evidence(named(hidden), List.of(), List.of()),
                        gravest.diagnosis().origin()),
                new Incident.Life(
                        Incident.State.OPEN, silence.startsAt(), now, now, Optional.empty(), Optional.empty()),
                new Incident.Reach(
                        new Incident.Revision(Optional.empty(), Optional.empty()),
                        List.of(),
                        gravest.reach().taskCount(),
                        List.of(),
                        List.of()),
                advice(silence));
        return Case.reminder(incident, now, silence.remind().orElseThrow());
    }

    /** The end of a reminder. */
    static Case over(Silence silence, Instant now) {
        Incident incident = new Incident(
                id(silence),
                new Incident.Headline("The silence of " + inWords(silence) + " is over", Severity.WARNING, NOWHERE),
                new Incident.Diagnosis(
                        "silence", List.of(), 1, Verified.UNCHECKED, Evidence.NONE, new Incident.RuleReference("", "")),
                new Incident.Life(
                        Incident.State.RESOLVED,
                        silence.startsAt(),
                        now,
                        now,
                        Optional.of(now),
                        Optional.of("it has ended or was changed, or nothing under it is open any more")),
                new Incident.Reach(
                        new Incident.Revision(Optional.empty(), Optional.empty()), List.of(), 0, List.of(), List.of()),
                Remediation.NONE);
        return Case.reminder(incident, now, silence.remind().orElse(""));
    }

    private static String inWords(Silence silence) {
        return String.join(", ", silence.matchers());
    }

    private static String title(Silence silence, int hidden) {
        return "The silence of " + inWords(silence) + " ends at "
                + TIME.format(silence.endsAt().truncatedTo(ChronoUnit.MINUTES)) + " UTC, and "
                + (hidden == 1 ? "1 incident" : hidden + " incidents") + " under it "
                + (hidden == 1 ? "is" : "are") + " still open";
    }

    private static List<Evidence.Item> named(List<Case> hidden) {
        return hidden.stream()
                .sorted(GRAVEST_FIRST)
                .limit(NAMED)
                .map(each -> new Evidence.Item(
                        Optional.empty(),
                        each.id(),
                        "",
                        each.incident().headline().title()))
                .toList();
    }

    private static Remediation advice(Silence silence) {
        String why = silence.reason().isBlank() ? "" : " (" + silence.reason() + ")";
        return new Remediation(
                silence.author() + " asked for it" + why + ". What is still open when it ends is told.",
                "",
                List.of(new Remediation.Step(
                        "Keep it silent for longer",
                        "shell",
                        "stopcause silence add " + String.join(" ", quoted(silence)) + " --for 1h")),
                "",
                "");
    }

    private static List<String> quoted(Silence silence) {
        return silence.matchers().stream()
                .map(matcher -> "'" + matcher.replace("'", "'\\''") + "'")
                .toList();
    }
}
