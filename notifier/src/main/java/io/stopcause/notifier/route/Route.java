package io.stopcause.notifier.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A node of the route tree, ready to match.
 *
 * @param path where it stands: empty at the root, {@code 0.2} for the third child of the root's first
 * @param receiver who is told; empty only at a root without one
 * @param matchers all of them must hold
 * @param goOn whether the siblings after this node are tried as well
 * @param children tried in order
 * @param manner how the receiver is told
 */
public record Route(
        String path, String receiver, List<Matcher> matchers, boolean goOn, List<Route> children, Manner manner) {

    /**
     * A node that was tried.
     *
     * @param words its matchers
     * @param refusal the matcher that does not hold, in words; empty where all do
     */
    public record Step(Route node, String words, String refusal) {

        public boolean matched() {
            return refusal.isEmpty();
        }
    }

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
        return of(root, "", "", Manner.USUAL);
    }

    private static Route of(RouteConfig config, String path, String inherited, Manner above) {
        String receiver = config.receiver().orElse(inherited);
        Manner manner = above.with(config.options());
        List<Route> children = new ArrayList<>();
        for (RouteConfig child : config.routes()) {
            children.add(of(child, path + (path.isEmpty() ? "" : ".") + children.size(), receiver, manner));
        }
        return new Route(
                path,
                receiver,
                config.matchers().stream()
                        .flatMap(text -> Matcher.parse(text).stream())
                        .toList(),
                config.goOn(),
                children,
                manner);
    }

    /** The nodes that take an incident with these labels, by receiver, in the order of the tree. */
    public Map<String, Route> taken(Map<String, String> labels) {
        Map<String, Route> found = new LinkedHashMap<>();
        for (Route taken : nodes(labels, new ArrayList<>())) {
            found.putIfAbsent(taken.receiver, taken);
        }
        return found;
    }

    /** Every node that was tried on the way, in order. */
    public List<Step> tried(Map<String, String> labels) {
        List<Step> steps = new ArrayList<>();
        nodes(labels, steps);
        return steps;
    }

    private List<Route> nodes(Map<String, String> labels, List<Step> steps) {
        String refusal = matchers.stream()
                .filter(matcher -> !matcher.matches(labels))
                .map(matcher -> matcher + ", but it is \"" + labels.getOrDefault(matcher.label(), "") + '"')
                .findFirst()
                .orElse("");
        steps.add(new Step(this, inWords(), refusal));
        if (!refusal.isEmpty()) {
            return List.of();
        }
        List<Route> taken = new ArrayList<>();
        for (Route child : children) {
            List<Route> below = child.nodes(labels, steps);
            taken.addAll(below);
            if (!below.isEmpty() && !child.goOn) {
                break;
            }
        }
        return taken.isEmpty() ? List.of(this) : taken;
    }

    /** Its matchers, or that it takes everything. */
    public String inWords() {
        if (path.isEmpty()) {
            return "default route";
        }
        return matchers.isEmpty()
                ? "route for everything"
                : "route " + matchers.stream().map(Matcher::toString).collect(Collectors.joining(", "));
    }
}
