package io.stopcause.app.replay;

import io.stopcause.console.postmortem.Words;
import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A replay in a few lines for a terminal: what failed, why, what to do first, and what was read. */
public final class Summary {

    private static final int MOST_PLACES = 5;

    private Summary() {}

    /** Ends with a line break. Not yet safe for a terminal: it quotes what was read. */
    public static String of(Replay replay) {
        Stream<String> incidents =
                Incident.leading(replay.analysis().incidents()).stream().flatMap(Summary::incident);
        List<Finding> advice = replay.analysis().findings().stream()
                .filter(finding -> !finding.cause().startsWith("normal-"))
                .toList();
        Stream<String> findings = advice.stream()
                .map(finding -> "finding   " + finding.title() + " (" + finding.cause() + ", "
                        + Words.scope(finding.scope()) + ")");
        Stream<String> lines = Stream.of(incidents, findings, Stream.of(counts(replay, advice.size())), read(replay))
                .flatMap(part -> part);
        return String.join("\n", lines.toList()) + "\n";
    }

    private static Stream<String> incident(Incident incident) {
        Incident.Diagnosis diagnosis = incident.diagnosis();
        String head = "%-9s %s"
                .formatted(
                        incident.headline().severity().wire(),
                        incident.headline().title());
        String cause = "          cause  " + diagnosis.cause() + ", " + Words.percent(diagnosis.confidence())
                + " sure, "
                + diagnosis.verified().wire()
                + (diagnosis.alternatives().isEmpty() ? "" : "; or " + String.join(", ", diagnosis.alternatives()));
        String life = "          since  " + Words.moment(incident.life().firstSeen()) + ", "
                + incident.life().state().wire()
                + incident.life()
                        .resolvedAt()
                        .map(time -> " " + Words.moment(time))
                        .orElse("");
        Stream<String> members = Stream.of(Words.members(incident.reach().joint()))
                .filter(words -> !words.isEmpty())
                .map(words -> "          with   " + words);
        Stream<String> steps = incident.remediation().steps().stream().limit(1).flatMap(Summary::step);
        return Stream.of(Stream.of(head, cause, life), members, steps, Stream.of(""))
                .flatMap(part -> part);
    }

    private static Stream<String> step(Remediation.Step step) {
        return Stream.concat(
                Stream.of("          do     " + step.text()),
                step.code().lines().map(line -> "                   " + line));
    }

    private static String counts(Replay replay, int advice) {
        int incidents = Incident.leading(replay.analysis().incidents()).size();
        int normal = replay.analysis().findings().size() - advice;
        return Words.count(incidents, "incident") + ", " + Words.count(advice, "finding")
                + (normal == 0 ? "" : ", " + Words.count(normal, "kind") + " of normal stops")
                + "; rule set " + replay.ruleSet();
    }

    private static Stream<String> read(Replay replay) {
        Accounting accounting = replay.accounting();
        StringBuilder line = new StringBuilder("read " + sources(accounting) + ": "
                + Words.count(accounting.count(Kind.EVENTS), "event") + ", "
                + Words.count(accounting.count(Kind.LINES), "log line") + ", "
                + Words.count(accounting.count(Kind.ANSWERS), "answer"));
        Stream.of(Kind.DUPLICATE, Kind.LATE, Kind.REPAIRED, Kind.DEAD)
                .filter(kind -> accounting.count(kind) > 0)
                .forEach(kind -> line.append("; ")
                        .append(accounting.count(kind))
                        .append(' ')
                        .append(word(kind)));
        if (replay.outside() > 0) {
            line.append("; ").append(replay.outside()).append(" outside the time asked for");
        }
        Stream<String> places = accounting.deadLetters().stream()
                .limit(MOST_PLACES)
                .map(letter -> "  not used: " + letter.place() + ": " + letter.reason());
        Stream<String> complete = accounting.completeness().values().stream()
                .map(known -> "  log group " + known.source() + ": " + Words.completeness(known));
        return Stream.of(Stream.of(line.toString()), complete, places).flatMap(part -> part);
    }

    /** What was read, by number. */
    public static String sources(Accounting accounting) {
        long topics = accounting.count(Kind.TOPICS);
        String files = Words.count(accounting.count(Kind.FILES), "file");
        if (topics == 0) {
            return files;
        }
        return (accounting.count(Kind.FILES) == 0 ? "" : files + " and ") + Words.count(topics, "topic");
    }

    private static String word(Kind kind) {
        return kind == Kind.DEAD ? "not usable" : kind.name().toLowerCase(Locale.ROOT);
    }
}
