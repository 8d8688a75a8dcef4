package io.stopcause.notifier.route;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.stopcause.model.Nearest;
import io.stopcause.notifier.receiver.ConfigProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node of the route tree, as in Prometheus Alertmanager: an incident goes down to the first child that matches, and
 * to the next ones too where {@code continue} is set; where no child matches, the node itself takes it.
 *
 * @param receiver name of the receiver; a child without one takes its parent's, the root must have one
 * @param matchers all of them must hold, such as {@code severity="critical"}; the root has none
 * @param goOn {@code continue} in the file: whether the siblings after a matching node are tried as well
 * @param routes children
 */
public record RouteConfig(
        Optional<String> receiver,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> matchers,

        @JsonProperty("continue") boolean goOn,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<RouteConfig> routes) {

    public RouteConfig {
        matchers = List.copyOf(matchers);
        routes = List.copyOf(routes);
    }

    /** A root that sends everything to one receiver. */
    public static RouteConfig to(String receiver) {
        return new RouteConfig(Optional.of(receiver), List.of(), false, List.of());
    }

    /** All that is wrong with the tree whose root this is. */
    public List<ConfigProblem> problems(Set<String> receivers) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (receiver.isEmpty()) {
            problems.add(new ConfigProblem("receiver", "is missing; the root route must name one"));
        }
        if (!matchers.isEmpty()) {
            problems.add(new ConfigProblem("matchers", "the root route takes everything and must not have any"));
        }
        collect("", receivers, problems);
        return problems;
    }

    private void collect(String path, Set<String> receivers, List<ConfigProblem> problems) {
        receiver.filter(name -> !receivers.contains(name))
                .ifPresent(name -> problems.add(
                        new ConfigProblem(path + "receiver", Nearest.unknown("receiver", name, receivers))));
        for (int i = 0; i < matchers.size(); i++) {
            try {
                Matcher.parse(matchers.get(i));
            } catch (Matcher.SyntaxException e) {
                problems.add(new ConfigProblem(path + "matchers[" + i + "]", e.problem()));
            }
        }
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).collect(path + "routes[" + i + "].", receivers, problems);
        }
    }
}
