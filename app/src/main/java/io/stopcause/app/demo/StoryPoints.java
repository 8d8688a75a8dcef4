package io.stopcause.app.demo;

import io.stopcause.model.Evidence;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Verified;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The five points of the evening, told from what the pipeline said and from nothing else: a point that no incident and
 * no finding makes stays untold. Pure.
 *
 * @param incidents the newest document of each
 * @param findings the newest document of each
 */
record StoryPoints(List<Incident> incidents, List<Finding> findings) {

    private static final String CHECK = "check ";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    StoryPoints {
        incidents = List.copyOf(incidents);
        findings = List.copyOf(findings);
    }

    /**
     * One point.
     *
     * @param name what it is about
     * @param sentences what was said of it; empty where nothing was
     */
    record Point(String name, List<String> sentences) {

        boolean told() {
            return !sentences.isEmpty();
        }
    }

    List<Point> all() {
        return List.of(
                new Point("Tasks do not start, and nothing can be read", blindSpot()),
                new Point("The image's platform", platform()),
                new Point("The refused public address", refusal()),
                new Point("A service that runs and cannot be reached", dynamicPort()),
                new Point("The end", end()));
    }

    boolean complete() {
        return all().stream().allMatch(Point::told);
    }

    private List<String> blindSpot() {
        String cause = "log-configuration-missing";
        return incidents.stream()
                .filter(incident -> incident.diagnosis().cause().equals(cause)
                        || incident.reach().blindSpots().contains(cause))
                .min(Comparator.comparing(incident -> incident.life().openedAt()))
                .flatMap(incident -> answers(incident.diagnosis().evidence().against(), "role-allows")
                        .map(role -> sentences(
                                incident.headline().title(),
                                reach(incident),
                                incident.remediation().what(),
                                "Checked: " + role.text(),
                                advice(incident.remediation()))))
                .orElse(List.of());
    }

    private List<String> platform() {
        return incidents.stream()
                .filter(incident -> incident.diagnosis().cause().equals("arch-mismatch"))
                .filter(incident -> incident.diagnosis().verified() == Verified.CONFIRMED)
                .findFirst()
                .flatMap(incident -> answers(incident.diagnosis().evidence().supporting(), "image-supports-platform")
                        .map(proof -> sentences(
                                incident.headline().title(),
                                reach(incident),
                                incident.remediation().what(),
                                "Confirmed: " + proof.text(),
                                advice(incident.remediation()))))
                .orElse(List.of());
    }

    private List<String> refusal() {
        return about("public-ip-unsupported-launch-type");
    }

    private List<String> dynamicPort() {
        return findings.stream()
                .filter(finding -> finding.cause().equals("host-port-dynamic"))
                .findFirst()
                .map(finding -> sentences(
                        finding.title(),
                        finding.seen().text(),
                        finding.remediation().what(),
                        "A finding: nobody was woken for it.",
                        advice(finding.remediation())))
                .orElse(List.of());
    }

    private List<String> end() {
        List<Instant> ends = incidents.stream()
                .flatMap(incident -> incident.life().resolvedAt().stream())
                .toList();
        if (incidents.isEmpty() || ends.size() < incidents.size()) {
            return List.of();
        }
        Instant first = first(incident -> incident.life().firstSeen());
        Instant opened = first(incident -> incident.life().openedAt());
        String resolutions = incidents.stream()
                .flatMap(incident -> incident.life().resolution().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        return sentences(
                "All " + incidents.size() + " incidents are resolved: " + resolutions,
                "First sign " + TIME.format(first) + ", first incident " + TIME.format(opened) + ", last resolved "
                        + TIME.format(
                                ends.stream().max(Comparator.naturalOrder()).orElseThrow())
                        + " (UTC)");
    }

    private Instant first(Function<Incident, Instant> time) {
        return incidents.stream().map(time).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Whatever was said of a cause, as an incident or as a finding. */
    private List<String> about(String cause) {
        Stream<List<String>> ofIncidents = incidents.stream()
                .filter(incident -> incident.diagnosis().cause().equals(cause))
                .map(incident -> sentences(
                        incident.headline().title(), incident.remediation().what(), advice(incident.remediation())));
        Stream<List<String>> ofFindings = findings.stream()
                .filter(finding -> finding.cause().equals(cause))
                .map(finding ->
                        sentences(finding.title(), finding.remediation().what(), advice(finding.remediation())));
        return Stream.concat(ofIncidents, ofFindings).findFirst().orElse(List.of());
    }

    private static Optional<Evidence.Item> answers(List<Evidence.Item> evidence, String check) {
        return evidence.stream()
                .filter(item -> item.source().equals(CHECK + check))
                .findFirst();
    }

    private static String reach(Incident incident) {
        return incident.reach().taskCount() + " tasks from "
                + TIME.format(incident.life().firstSeen()) + " on"
                + incident.reach()
                        .revision()
                        .since()
                        .map(since -> ", beginning with " + since)
                        .orElse("");
    }

    private static String advice(Remediation remediation) {
        List<Remediation.Step> steps = remediation.steps();
        return IntStream.range(0, steps.size())
                .mapToObj(i -> "(" + (i + 1) + ") " + steps.get(i).text())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("; "), all -> all.isEmpty() ? "" : "To do: " + all));
    }

    private static List<String> sentences(String... sentences) {
        return Stream.of(sentences)
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .map(sentence -> sentence.endsWith(".") ? sentence : sentence + ".")
                .toList();
    }
}
