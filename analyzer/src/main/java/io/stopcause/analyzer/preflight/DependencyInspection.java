package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The order in which containers start. */
final class DependencyInspection implements Inspection {

    private static final String CAUSE = "container-dependency-unresolvable";
    private static final Set<String> CONDITIONS = Set.of("START", "COMPLETE", "SUCCESS", "HEALTHY");
    private static final Set<String> ENDS = Set.of("COMPLETE", "SUCCESS");

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        if (definition.hasOpenNames()) {
            return;
        }
        Map<String, Container> byName = new TreeMap<>();
        definition.containers().forEach(container -> byName.putIfAbsent(container.name(), container));
        for (Container container : definition.containers()) {
            container.at("dependsOn").each().forEach(part -> dependency(container, part, byName, flaws));
        }
        cycle(byName)
                .ifPresent(way -> flaws.accept(Flaw.failure(
                        CAUSE,
                        way.get(0),
                        Optional.ofNullable(byName.get(way.get(0)))
                                .orElseThrow()
                                .at("dependsOn"),
                        "The containers wait for each other: " + String.join(" -> ", way),
                        "Take one of these dependencies out",
                        AwsPages.DEPENDENCIES)));
    }

    private static void dependency(
            Container container, Part part, Map<String, Container> byName, Consumer<Flaw> flaws) {
        Optional<String> name = part.at("containerName").text();
        Optional<Container> other = name.map(byName::get);
        if (name.isPresent() && other.isEmpty()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    container.name(),
                    part.at("containerName"),
                    "Container " + container.name() + " waits for '" + name.get() + "', which is not in this task",
                    "One of " + String.join(", ", byName.keySet()),
                    AwsPages.DEPENDENCIES));
        }
        Part place = part.at("condition");
        Optional<String> condition = place.text();
        if (condition.filter(word -> !CONDITIONS.contains(word)).isPresent()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    container.name(),
                    place,
                    "'" + condition.get() + "' is no condition; START, COMPLETE, SUCCESS and HEALTHY are",
                    "\"condition\": \"START\"",
                    AwsPages.DEPENDENCIES));
        }
        if (condition.filter("HEALTHY"::equals).isPresent()
                && other.filter(each -> !each.at("healthCheck").isGiven()).isPresent()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    container.name(),
                    place,
                    "Container " + container.name() + " waits until " + name.get()
                            + " is healthy, and that has no health check",
                    "A \"healthCheck\" for " + name.get() + ", or \"condition\": \"START\"",
                    AwsPages.DEPENDENCIES));
        }
        if (condition.filter(ENDS::contains).isPresent()
                && other.filter(each ->
                                each.isEssential() && !each.at("essential").isOpen())
                        .isPresent()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    container.name(),
                    place,
                    "Container " + container.name() + " waits for the end of " + name.get()
                            + ", which is essential, so the whole task ends with it",
                    "\"essential\": false in container " + name.get(),
                    AwsPages.DEPENDENCIES));
        }
    }

    /** The first circle that is found, with its first name at both ends. */
    private static Optional<List<String>> cycle(Map<String, Container> byName) {
        for (String start : byName.keySet()) {
            List<String> way = new ArrayList<>(List.of(start));
            if (walk(start, way, byName)) {
                return Optional.of(way);
            }
        }
        return Optional.empty();
    }

    /** Whether a way leads back to its start; the way is added then. Circles elsewhere are found from their own starts. */
    private static boolean walk(String start, List<String> way, Map<String, Container> byName) {
        Container last = byName.get(way.get(way.size() - 1));
        if (last == null) {
            return false;
        }
        for (Part part : last.at("dependsOn").each()) {
            String next = part.at("containerName").text().orElse("");
            if (next.equals(start)) {
                way.add(next);
                return true;
            }
            if (!way.contains(next)) {
                way.add(next);
                if (walk(start, way, byName)) {
                    return true;
                }
                way.remove(way.size() - 1);
            }
        }
        return false;
    }
}
