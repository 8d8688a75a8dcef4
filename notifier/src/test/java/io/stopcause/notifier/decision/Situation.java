package io.stopcause.notifier.decision;

import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.model.Severity;
import io.stopcause.model.Silence;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.route.InhibitRuleConfig;
import io.stopcause.notifier.route.Route;
import io.stopcause.notifier.route.RouteConfig;
import io.stopcause.notifier.time.TimeInterval;
import io.stopcause.notifier.time.TimeIntervalConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A book, a pipeline and a time for tests; one receiver {@code team} unless the route says otherwise. */
final class Situation {

    static final Instant START = Incidents.START;

    private final Pipeline pipeline;
    private final Book book;
    private Instant now = START;

    private Situation(Pipeline pipeline, Book book) {
        this.pipeline = pipeline;
        this.book = book;
    }

    static Situation usual() {
        return routed("{'receiver':'team'}");
    }

    /** With this route tree; receivers {@code team}, {@code pager} and {@code boss}. */
    static Situation routed(String route) {
        return of(route, List.of(), List.of());
    }

    static Situation of(String route, List<InhibitRuleConfig> rules, List<TimeIntervalConfig> intervals) {
        return of(route, rules, intervals, Duration.ZERO);
    }

    /** The usual one, where what is heard of late is held back for so long. */
    static Situation pausing(Duration latePause) {
        return of("{'receiver':'team'}", List.of(), List.of(), latePause);
    }

    private static Situation of(
            String route, List<InhibitRuleConfig> rules, List<TimeIntervalConfig> intervals, Duration latePause) {
        return new Situation(
                new Pipeline(
                        Route.of(Json.read(route.replace('\'', '"'), RouteConfig.class)),
                        new Audience(Set.of("team", "pager", "boss"), Set.of("canary")),
                        new Pipeline.Settings(
                                Severity.WARNING,
                                intervals.stream().map(TimeInterval::of).toList(),
                                new Limit(3, Duration.ofHours(1)),
                                latePause)),
                new Book(rules, new Limit(50, Duration.ofMinutes(1))));
    }

    Book book() {
        return book;
    }

    Instant now() {
        return now;
    }

    Situation at(Instant time) {
        now = time;
        return this;
    }

    Situation after(Duration length) {
        now = now.plus(length);
        return this;
    }

    Situation knows(Incident... incidents) {
        Stream.of(incidents).forEach(incident -> book.put(incident, now));
        return this;
    }

    Situation silenced(String matcher, Duration length) {
        book.silences().put(new Silence("s1", List.of(matcher), now, now.plus(length), "ann", "planned"));
        return this;
    }

    /** The same with a reminder for the boss. */
    Situation silencedReminding(String matcher, Duration length) {
        book.silences()
                .put(new Silence("s1", List.of(matcher), now, now.plus(length), "ann", "planned", Optional.of("boss")));
        return this;
    }

    /** The reminders that began or ended now. */
    List<String> reminded() {
        return book.remind(now);
    }

    Situation acknowledged(String incident) {
        book.put(new Acknowledgement(incident, "bob", now, ""));
        return this;
    }

    Decision decide(String incident, String receiver) {
        return pipeline.decide(book.find(incident).orElseThrow(), receiver, new Moment(book, now))
                .orElseThrow();
    }

    Decision decide(Incident incident) {
        book.put(incident, now);
        return decide(incident.id(), "team");
    }

    /** All decisions about an incident. */
    List<Decision> decideAll(String incident) {
        return pipeline.decide(book.find(incident).orElseThrow(), new Moment(book, now));
    }

    /** Decides and takes it that the message arrived, whatever its group waits for. */
    Decision tell(Incident incident) {
        Decision decision = decide(incident);
        deliver(incident.id(), decision);
        return decision;
    }

    void deliver(String incident, Decision decision) {
        if (decision.verdict() == Decision.Verdict.SEND || decision.verdict() == Decision.Verdict.WAIT) {
            Plan plan = Plan.of(
                    decision.group().orElseThrow(),
                    List.of(new Plan.Part(book.find(incident).orElseThrow(), decision)),
                    book.log());
            log(plan, Outcome.SENDING);
            log(plan, Outcome.DELIVERED);
        }
    }

    void log(Plan plan, Outcome outcome) {
        plan.entries(new Notification.Attempt(
                        outcome, "", now, Optional.of("ref-" + now.getEpochSecond()), Optional.of(plan.key())))
                .forEach(entry -> book.log().add(entry, 0));
    }
}
