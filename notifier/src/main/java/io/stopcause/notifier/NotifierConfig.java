package io.stopcause.notifier;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.stopcause.model.Severity;
import io.stopcause.notifier.decision.Audience;
import io.stopcause.notifier.decision.Book;
import io.stopcause.notifier.decision.Pipeline;
import io.stopcause.notifier.message.Discretion;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.console.ConsoleReceiverConfig;
import io.stopcause.notifier.route.Route;
import io.stopcause.notifier.route.RouteConfig;
import io.stopcause.notifier.time.TimeInterval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who is told, and how.
 *
 * @param route root of the route tree
 * @param receivers everybody who can be told
 * @param severityFloor the least severity that opens a message: {@code info}, {@code warning} (without it), {@code
 *     critical}
 * @param link address of an incident's page, {@code {id}} standing for the incident
 * @param quiet what keeps people from being told too much
 * @param redactAddresses whether mail addresses are kept from receivers, as secrets always are; {@code false} without it
 */
public record NotifierConfig(
        RouteConfig route,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<ReceiverConfig> receivers,
        Optional<Severity> severityFloor,
        Optional<String> link,
        Optional<QuietConfig> quiet,
        Optional<Boolean> redactAddresses) {

    public NotifierConfig {
        receivers = List.copyOf(receivers);
    }

    /** Everything goes to the terminal: what holds without a configuration. */
    public static NotifierConfig toConsole() {
        return toOne(ReceiverConfig.ofConsole("console", ConsoleReceiverConfig.PLAIN), Optional.empty());
    }

    /** Everything from this severity on goes to one receiver. */
    public static NotifierConfig toOne(ReceiverConfig receiver, Optional<Severity> floor) {
        return new NotifierConfig(
                RouteConfig.to(receiver.name()),
                List.of(receiver),
                floor,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same for recorded incidents, which happened long before they are told. */
    public NotifierConfig ofAnotherTime() {
        return new NotifierConfig(
                route, receivers, severityFloor, link, Optional.of(limits().neverLate()), redactAddresses);
    }

    /** All that is wrong with it, in the order of the file; looks up secrets and connects to nothing. */
    public List<ConfigProblem> problems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>();
        route.problems(new RouteConfig.Names(people(), limits().intervalNames()))
                .forEach(problem -> problems.add(problem.under("route")));
        // A name that nobody has may be meant for the one that no route leads to.
        Set<String> reachable = people().containsAll(route.receivers()) ? route.receivers() : people();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < receivers.size(); i++) {
            ReceiverConfig receiver = receivers.get(i);
            String path = "receivers[" + i + "]";
            if (!seen.add(receiver.name())) {
                problems.add(new ConfigProblem(path + ".name", "'" + receiver.name() + "' stands twice"));
            } else if (people().contains(receiver.name()) && !reachable.contains(receiver.name())) {
                problems.add(new ConfigProblem(path + ".name", "no route leads to '" + receiver.name() + "'"));
            }
            receiver.problems(secrets).forEach(problem -> problems.add(problem.under(path)));
        }
        link.filter(address -> !address.matches("https?://[^\\s<>\"|]+"))
                .ifPresent(address -> problems.add(new ConfigProblem("link", "'" + address + "' is no http address")));
        limits().problems(route.timeIntervals()).forEach(problem -> problems.add(problem.under("quiet")));
        return problems;
    }

    /** What is wrong with who is told what and when; nothing is asked of receivers, so no secret is needed. */
    public List<ConfigProblem> routeProblems() {
        List<ConfigProblem> problems = new ArrayList<>();
        route.problems(new RouteConfig.Names(people(), limits().intervalNames()))
                .forEach(problem -> problems.add(problem.under("route")));
        limits().problems(route.timeIntervals()).forEach(problem -> problems.add(problem.under("quiet")));
        return problems;
    }

    QuietConfig limits() {
        return quiet.orElse(QuietConfig.USUAL);
    }

    /** Who is told what; {@link #problems} has been asked before. */
    public Pipeline pipeline() {
        return new Pipeline(
                Route.of(route),
                new Audience(people(), canaries()),
                new Pipeline.Settings(
                        floor(),
                        limits().timeIntervals().stream().map(TimeInterval::of).toList(),
                        limits().flappingLimit().limit(),
                        limits().pauseIfLate()));
    }

    /** An empty book that goes by this configuration. */
    public Book book() {
        return new Book(limits().inhibitRules(), limits().stormLimit().limit());
    }

    Severity floor() {
        return severityFloor.orElse(Severity.WARNING);
    }

    private Set<String> people() {
        return names(receiver -> !receiver.isCanary());
    }

    private Set<String> canaries() {
        return names(ReceiverConfig::isCanary);
    }

    private Set<String> names(Predicate<ReceiverConfig> which) {
        return receivers.stream()
                .filter(which)
                .map(ReceiverConfig::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What of an incident receivers may be told. */
    Discretion discretion() {
        return redactAddresses.orElse(false) ? Discretion.ADDRESSES : Discretion.SECRETS;
    }

    Optional<String> linkTo(String incident) {
        return link.map(address -> address.replace("{id}", incident));
    }
}
