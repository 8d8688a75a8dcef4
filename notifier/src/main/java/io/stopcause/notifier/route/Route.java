package io.stopcause.notifier.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A node of the route tree, ready to match.
 *
 * @param receiver who is told; empty only at a root without one
 * @param matchers all of them must hold
 * @param goOn whether the siblings after this node are tried as well
 * @param children tried in order
 */
public record Route(String receiver, List<Matcher> matchers, boolean goOn, List<Route> children) {

    public Route {
        matchers = List.copyOf(matchers);
        children = List.copyOf(children);
    }

    /**
     * Compiles a tree.
     *
     * @throws Matcher.SyntaxException if a matcher cannot be read
     */
    public static Route of(RouteConfig root) {
        return of(root, "");
    }

    private static Route of(RouteConfig config, String inherited) {
        String receiver = config.receiver().orElse(inherited);
        return new Route(
                receiver,
                config.matchers().stream()
                        .flatMap(text -> Matcher.parse(text).stream())
                        .toList(),
                config.goOn(),
                config.routes().stream().map(child -> of(child, receiver)).toList());
    }

    /** Receivers of an incident with these labels, in the order of the tree, each with the reason in words. */
    public Map<String, String> receivers(Map<String, String> labels) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Route taken : taken(labels)) {
            found.putIfAbsent(taken.receiver, taken.inWords());
        }
        return found;
    }

    /** Every receiver that some incident could reach. */
    public Set<String> reachable() {
        Set<String> names = new TreeSet<>(Set.of(receiver));
        children.forEach(child -> names.addAll(child.reachable()));
        return names;
    }

    private List<Route> taken(Map<String, String> labels) {
        if (!matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
            return List.of();
        }
        List<Route> taken = new ArrayList<>();
        for (Route child : children) {
            List<Route> below = child.taken(labels);
            taken.addAll(below);
            if (!below.isEmpty() && !child.goOn) {
                break;
            }
        }
        return taken.isEmpty() ? List.of(this) : taken;
    }

    private String inWords() {
        return matchers.isEmpty()
                ? "default route"
                : "route "
                        + String.join(
                                ", ", matchers.stream().map(Matcher::toString).toList());
    }
}
