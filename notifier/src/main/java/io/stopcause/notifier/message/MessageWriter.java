package io.stopcause.notifier.message;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts an incident into words. Pure: it has no clock, so all times are those of the events. */
public final class MessageWriter {

    private static final int TITLE = 200;
    private static final int LINE = 300;
    private static final int SENTENCE = 600;
    private static final int CODE = 1500;
    private static final int LINES = 3;
    private static final int CHANGES = 3;
    private static final int MEMBERS = 6;

    /** Of a longer text no more is looked at, since no more of it could be shown. */
    private static final int ENOUGH = 16_384;

    private static final DateTimeFormatter FULL = formatter("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = formatter("HH:mm:ss");

    private MessageWriter() {}

    /**
     * The message about an incident as it is now.
     *
     * @param changes what is new since the last message to the same receiver
     * @param link page of the incident
     */
    public static Message write(Incident incident, Kind kind, List<String> changes, Optional<String> link) {
        return new Message(
                head(incident, kind),
                proof(incident.diagnosis()),
                action(incident.remediation()),
                reach(incident),
                changes.stream().map(change -> text(change, LINE)).toList(),
                new Message.Links(link, ConsoleLinks.of(incident)));
    }

    private static Message.Head head(Incident incident, Kind kind) {
        Incident.Headline headline = incident.headline();
        return new Message.Head(
                incident.id(),
                kind,
                headline.severity(),
                status(incident),
                text(headline.title(), TITLE),
                when(incident));
    }

    private static String status(Incident incident) {
        return capital(
                switch (incident.life().state()) {
                    case OPEN -> incident.headline().severity().wire();
                    case ACKNOWLEDGED -> "acknowledged";
                    case RESOLVED -> "resolved";
                    case REOPENED -> "open again";
                });
    }

    private static String when(Incident incident) {
        Incident.Life life = incident.life();
        Instant from = life.firstSeen();
        if (life.resolvedAt().isEmpty()) {
            return "since " + FULL.format(from) + " UTC";
        }
        Instant until = life.resolvedAt().get();
        String why = life.resolution().map(words -> ": " + text(words, LINE)).orElse("");
        return "from " + FULL.format(from) + " to " + TIME.format(until) + " UTC ("
                + duration(Duration.between(from, until)) + ")" + why;
    }

    private static Message.Proof proof(Incident.Diagnosis diagnosis) {
        Evidence evidence = diagnosis.evidence();
        return new Message.Proof(
                text(diagnosis.cause(), LINE),
                certainty(diagnosis),
                evidence.supporting().stream()
                        .map(item -> text(item.source() + ": " + item.text(), LINE))
                        .distinct()
                        .limit(LINES)
                        .toList(),
                evidence.against().stream()
                        .map(item -> text(item.source() + ": " + item.text(), LINE))
                        .findFirst());
    }

    private static String certainty(Incident.Diagnosis diagnosis) {
        String sure = Math.round(diagnosis.confidence() * 100) + " % sure, " + inWords(diagnosis.verified());
        return diagnosis.alternatives().isEmpty()
                ? sure
                : text(sure + "; else " + String.join(" or ", diagnosis.alternatives()), LINE);
    }

    private static String inWords(Verified verified) {
        return switch (verified) {
            case CONFIRMED -> "confirmed in the account";
            case REFUTED -> "refuted in the account";
            case UNCHECKED -> "not checked in the account";
        };
    }

    private static Message.Action action(Remediation remediation) {
        Optional<Message.Step> first = remediation.steps().stream()
                .findFirst()
                .map(step -> new Message.Step(
                        text(step.text(), SENTENCE),
                        SafeText.cut(
                                SafeText.plain(SafeText.cut(step.code(), ENOUGH))
                                        .strip(),
                                CODE)));
        return new Message.Action(
                text(remediation.what(), SENTENCE),
                first,
                Math.max(0, remediation.steps().size() - 1));
    }

    private static Message.Reach reach(Incident incident) {
        Incident.Reach reach = incident.reach();
        List<String> parts = new ArrayList<>();
        parts.add(tasks(reach.taskCount()) + place(incident.headline().scope()));
        if (!reach.joint().members().isEmpty()) {
            parts.add("for the same thing " + members(reach.joint()));
        }
        reach.joint().sharing().forEach(each -> parts.add("others run with the " + each.words(MEMBERS)));
        if (!reach.symptoms().isEmpty()) {
            parts.add("it explains "
                    + reach.symptoms().stream()
                            .map(Incident.Symptom::cause)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        if (!reach.blindSpots().isEmpty()) {
            parts.add("hidden from view: " + String.join(", ", reach.blindSpots()));
        }
        return new Message.Reach(text(revision(incident), SENTENCE), text(String.join("; ", parts), SENTENCE));
    }

    private static String members(Incident.Joint joint) {
        String shown = joint.members().stream()
                .limit(MEMBERS)
                .map(member -> (member.isResolved() ? "over: " : "")
                        + tasks(member.tasks())
                        + member.scope().name())
                .collect(Collectors.joining(", "));
        int more = joint.memberCount() - Math.min(MEMBERS, joint.members().size());
        return shown + (more > 0 ? " and " + more + " more" : "");
    }

    private static String revision(Incident incident) {
        Incident.Revision revision = incident.reach().revision();
        String since = revision.since().map(name -> "failing since " + name).orElse("");
        String good = revision.lastGood().map(name -> name + " was good").orElse("");
        return Stream.of(since, good, changed(revision, incident.life().firstSeen()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** The first differences, and how long before the failure they came; without any, the newest candidate. */
    private static String changed(Incident.Revision revision, Instant firstSeen) {
        if (revision.changes().isEmpty()) {
            return revision.candidates().stream()
                    .findFirst()
                    .map(candidate -> "shortly before: " + candidate.text())
                    .orElse("");
        }
        String first = revision.changes().stream()
                .limit(CHANGES)
                .map(Incident.Change::words)
                .collect(Collectors.joining(", "));
        int more = revision.changes().size() - CHANGES;
        return "changed: " + first + (more > 0 ? " and " + more + " more" : "")
                + revision.deployedAt()
                        .filter(time -> !time.isAfter(firstSeen))
                        .map(time -> ", " + duration(Duration.between(time, firstSeen)) + " before")
                        .orElse("");
    }

    private static String tasks(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> "1 failed task in ";
            default -> count + " failed tasks in ";
        };
    }

    private static String place(Scope scope) {
        List<String> place = new ArrayList<>();
        scope.service().ifPresent(name -> place.add("service " + name));
        scope.family().ifPresent(name -> place.add("task definition " + name));
        scope.logGroup().ifPresent(name -> place.add("log group " + name));
        scope.cluster().ifPresent(name -> place.add("cluster " + name));
        Optional.of(scope.region()).filter(name -> !name.isEmpty()).ifPresent(place::add);
        Optional.of(scope.account()).filter(name -> !name.isEmpty()).ifPresent(name -> place.add("account " + name));
        return place.isEmpty() ? "the input" : String.join(", ", place);
    }

    private static String duration(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static String text(String text, int limit) {
        return SafeText.cut(SafeText.line(SafeText.cut(text, ENOUGH)), limit);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
