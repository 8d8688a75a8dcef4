package io.stopcause.notifier.route;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.stopcause.model.Nearest;
import io.stopcause.notifier.receiver.ConfigProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A node of the route tree, as in Prometheus Alertmanager: an incident goes down to the first child that matches, and
 * to the next ones too where {@code continue} is set; where no child matches, the node itself takes it.
 *
 * @param receiver name of the receiver; a child without one takes its parent's, the root must have one
 * @param matchers all of them must hold, such as {@code severity="critical"}; the root has none
 * @param goOn {@code continue} in the file: whether the siblings after a matching node are tried as well
 * @param routes children
 * @param options how the receiver is told; in the file they stand beside the others
 */
@JsonDeserialize(converter = RouteFile.ToConfig.class)
public record RouteConfig(
        Optional<String> receiver,
        List<String> matchers,
        boolean goOn,
        List<RouteConfig> routes,
        RouteOptions options) {

    /** What a configuration offers to the nodes of its tree by name. */
    public record Names(Set<String> receivers, Set<String> timeIntervals) {}

    public RouteConfig {
        matchers = List.copyOf(matchers);
        routes = List.copyOf(routes);
    }

    /** A root that sends everything to one receiver. */
    public static RouteConfig to(String receiver) {
        return new RouteConfig(Optional.of(receiver), List.of(), false, List.of(), RouteOptions.INHERITED);
    }

    /** Names of the receivers that the tree leads to. */
    public Set<String> receivers() {
        Set<String> names = new TreeSet<>();
        receiver.ifPresent(names::add);
        options.escalate().orElse(List.of()).forEach(escalation -> names.add(escalation.receiver()));
        routes.forEach(child -> names.addAll(child.receivers()));
        return names;
    }

    /** Names of the time intervals that the tree uses. */
    public Set<String> timeIntervals() {
        Set<String> names = new TreeSet<>(options.muteTimeIntervals());
        names.addAll(options.activeTimeIntervals());
        routes.forEach(child -> names.addAll(child.timeIntervals()));
        return names;
    }

    /** All that is wrong with the tree whose root this is. */
    public List<ConfigProblem> problems(Names names) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (receiver.isEmpty()) {
            problems.add(new ConfigProblem("receiver", "is missing; the root route must name one"));
        }
        if (!matchers.isEmpty()) {
            problems.add(new ConfigProblem("matchers", "the root route takes everything and must not have any"));
        }
        rootHours("muteTimeIntervals", options.muteTimeIntervals(), problems);
        rootHours("activeTimeIntervals", options.activeTimeIntervals(), problems);
        collect("", names, problems);
        return problems;
    }

    private static void rootHours(String field, List<String> intervals, List<ConfigProblem> problems) {
        if (!intervals.isEmpty()) {
            problems.add(new ConfigProblem(field, "the root route is for all times and must not have any"));
        }
    }

    private void collect(String path, Names names, List<ConfigProblem> problems) {
        receiver.ifPresent(name -> known(path + "receiver", "receiver", name, names.receivers(), problems));
        for (int i = 0; i < matchers.size(); i++) {
            try {
                Matcher.parse(matchers.get(i));
            } catch (Matcher.SyntaxException e) {
                problems.add(new ConfigProblem(path + "matchers[" + i + "]", e.problem()));
            }
        }
        collectOptions(path, names, problems);
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).collect(path + "routes[" + i + "].", names, problems);
        }
    }

    private void collectOptions(String path, Names names, List<ConfigProblem> problems) {
        List<String> by = options.group().by().orElse(List.of());
        for (int i = 0; i < by.size(); i++) {
            if (!by.get(i).equals(Grouping.ALL)) {
                known(path + "groupBy[" + i + "]", "label", by.get(i), Labels.NAMES, problems);
            }
        }
        intervals(path + "muteTimeIntervals", options.muteTimeIntervals(), names, problems);
        intervals(path + "activeTimeIntervals", options.activeTimeIntervals(), names, problems);
        positive(path + "groupInterval", options.group().interval().filter(length -> !by.isEmpty()), problems);
        positive(path + "repeatInterval", options.repeatInterval(), problems);
        positive(path + "digest", options.digest(), problems);
        List<EscalationConfig> escalations = options.escalate().orElse(List.of());
        for (int i = 0; i < escalations.size(); i++) {
            String at = path + "escalate[" + i + "].";
            known(at + "receiver", "receiver", escalations.get(i).receiver(), names.receivers(), problems);
            positive(at + "after", Optional.of(escalations.get(i).after()), problems);
        }
    }

    private static void intervals(String path, List<String> used, Names names, List<ConfigProblem> problems) {
        for (int i = 0; i < used.size(); i++) {
            known(path + "[" + i + "]", "time interval", used.get(i), names.timeIntervals(), problems);
        }
    }

    private static void known(String path, String what, String name, Set<String> names, List<ConfigProblem> problems) {
        if (!names.contains(name)) {
            problems.add(new ConfigProblem(path, Nearest.unknown(what, name, names)));
        }
    }

    private static void positive(String path, Optional<Duration> length, List<ConfigProblem> problems) {
        length.filter(Duration::isZero)
                .ifPresent(zero -> problems.add(new ConfigProblem(path, "must be longer than nothing")));
    }
}
