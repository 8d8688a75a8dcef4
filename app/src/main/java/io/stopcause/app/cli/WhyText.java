package io.stopcause.app.cli;

import io.stopcause.analyzer.Explanation;
import io.stopcause.analyzer.match.EventText;
import io.stopcause.analyzer.match.Trial;
import io.stopcause.analyzer.match.Trials;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.model.Surface;
import io.stopcause.model.topic.Topics;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.decision.Book;
import io.stopcause.notifier.decision.Case;
import io.stopcause.notifier.decision.Decision;
import io.stopcause.notifier.decision.Moment;
import io.stopcause.notifier.decision.Pipeline;
import io.stopcause.notifier.route.Labels;
import io.stopcause.notifier.route.Route;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The answer to why, as a person reads it on a terminal: what it is, why it is believed, whom it concerns, what was sent. */
final class WhyText {

    private final RuleSet rules;
    private final Trials trials;
    private final NotifierConfig config;
    private final Pipeline pipeline;
    private final Book book;
    private final Instant now;
    private final List<Notification> log = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    WhyText(RuleSet rules, NotifierConfig config, Instant now) {
        this.rules = rules;
        this.trials = new Trials(rules);
        this.config = config;
        this.pipeline = config.pipeline();
        this.book = config.book();
        this.now = now;
    }

    Book book() {
        return book;
    }

    /** Takes in all that the notifiers know. */
    void know(RunningSystem system) {
        system.all(Topics.NOTIFICATIONS).stream()
                .sorted(Comparator.comparing(RunningSystem.Stamped::written))
                .forEach(entry -> {
                    log.add(entry.value());
                    book.log().add(entry.value(), 0);
                });
        system.newest(Topics.SILENCES).values().forEach(silence -> book.silences()
                .put(silence.value()));
        system.newest(Topics.ACKNOWLEDGEMENTS).values().forEach(by -> book.put(by.value()));
        system.newest(Topics.INCIDENTS).values().forEach(each -> book.put(each.value(), each.written()));
    }

    /** Incidents that were told in the messages of this group. */
    Set<String> membersOf(String group) {
        Set<String> members = new TreeSet<>();
        log.stream()
                .filter(entry -> entry.group().filter(group::equals).isPresent())
                .forEach(entry -> members.add(entry.incident()));
        return members;
    }

    Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        log.forEach(entry -> entry.group().ifPresent(groups::add));
        return groups;
    }

    void event(AwsEvent event, Explanation explanation) {
        line("event " + event.id() + ", " + event.detailType() + ", " + event.time());
        line("  "
                + explanation
                        .cause()
                        .map(cause -> "rule " + explanation.rule() + " matched: " + cause + ", "
                                + Math.round(explanation.confidence() * 100) + " % sure"
                                + (explanation.alternatives().isEmpty()
                                        ? ""
                                        : "; else " + String.join(" or ", explanation.alternatives())))
                        .orElse("no rule knows it as a failure"));
        tried();
        trials.of(event).forEach(this::trial);
        EventText.of(event).forEach(each -> tried(each.surface(), each.text()));
    }

    private void tried() {
        line("rules tried, of set " + rules.version());
    }

    private void tried(Surface surface, String told) {
        line("  on " + surface.wire() + ": " + told);
        List<Trial> all = trials.of(surface, told);
        all.forEach(this::trial);
        if (all.isEmpty()) {
            line("    - no rule asks for words that are in it");
        }
    }

    private void trial(Trial trial) {
        line("    " + (trial.matched() ? "+ " : "- ") + trial.rule() + ": " + trial.reason());
    }

    void incident(Incident incident, boolean running) {
        line("incident " + incident.id() + ": " + incident.headline().title());
        line("  " + incident.headline().severity().wire() + ", "
                + incident.life().state().wire() + " since "
                + incident.life().firstSeen()
                + incident.life().resolvedAt().map(end -> " to " + end).orElse(""));
        verdict(incident.diagnosis());
        line("route");
        RouteText.of(Route.of(config.route()), Labels.of(incident)).lines().forEach(each -> line("  " + each));
        Case about = book.find(incident.id()).orElseThrow();
        book.silences().explain(about, now).forEach(this::line);
        decisions(about);
        attempts(incident, running);
    }

    private void verdict(Incident.Diagnosis diagnosis) {
        line("verdict");
        line("  rule " + diagnosis.origin().rule() + " of rule set "
                + diagnosis.origin().ruleSet() + ": "
                + diagnosis.cause() + ", " + Math.round(diagnosis.confidence() * 100) + " % sure, "
                + diagnosis.verified().wire());
        diagnosis.alternatives().forEach(cause -> line("  also possible: " + cause));
        evidence("for", diagnosis.evidence().supporting());
        evidence("against", diagnosis.evidence().against());
        evidence("not checked", diagnosis.evidence().unchecked());
        tried();
        Set<String> done = new HashSet<>();
        diagnosis.evidence().supporting().stream()
                .filter(item -> done.add(item.source() + ": " + item.text()))
                .forEach(item -> Surface.find(item.source()).ifPresent(surface -> tried(surface, item.text())));
    }

    private void evidence(String word, List<Evidence.Item> items) {
        items.forEach(item -> line("  " + word + ": " + item.source() + ": " + item.text()));
    }

    private void decisions(Case about) {
        for (Decision decision : pipeline.decide(about, new Moment(book, now))) {
            line("now, for receiver " + decision.receiver() + ": " + inWords(decision.verdict())
                    + decision.until()
                            .map(time -> ", looked at again at " + time.truncatedTo(ChronoUnit.SECONDS))
                            .orElse(""));
            decision.reasons().forEach(reason -> line("  %-15s %s".formatted(reason.stage(), reason.words())));
        }
    }

    private static String inWords(Decision.Verdict verdict) {
        return switch (verdict) {
            case SEND -> "a message is due";
            case WAIT -> "a message waits for others";
            case MUTED -> "muted";
            case SILENT -> "nothing to tell";
        };
    }

    private void attempts(Incident incident, boolean running) {
        line("attempts");
        List<Notification> own = log.stream()
                .filter(entry -> entry.incident().equals(incident.id()))
                .toList();
        own.forEach(entry -> line("  " + entry.attempt().time() + " " + entry.receiver() + " "
                + entry.kind().wire()
                + entry.group().map(group -> " in " + group).orElse("") + ": "
                + entry.attempt().outcome().name().toLowerCase(Locale.ROOT) + ", "
                + entry.attempt().reason()));
        if (own.isEmpty()) {
            line(running ? "  none" : "  none: a replay has no receivers");
        }
    }

    void line(String line) {
        text.append(Terminal.safe(line).stripTrailing()).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
