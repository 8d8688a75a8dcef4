package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.story.Templates;
import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Evidence;
import io.stopcause.model.LogSource;
import io.stopcause.model.Redaction;
import io.stopcause.model.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts first what a failed task wrote and no healthy task of the same container did. It changes what is read first, never
 * what is concluded.
 */
final class UnusualLines {

    private final Map<String, List<Templates>> healthy = new TreeMap<>();

    UnusualLines(ScopeState state) {
        state.tasks().values().forEach(task -> task.templates()
                .forEach((container, templates) -> healthy.computeIfAbsent(container, name -> new ArrayList<>())
                        .add(templates)));
    }

    Verdict first(Verdict verdict) {
        List<Evidence.Item> unusual =
                verdict.evidence().stream().filter(this::isUnusual).toList();
        if (unusual.isEmpty()) {
            return verdict;
        }
        Evidence.Item words = new Evidence.Item(
                unusual.get(0).time(),
                "comparison",
                unusual.get(0).place(),
                unusual.size() + " of the last lines are of a kind that healthy tasks did not write");
        List<Evidence.Item> ordered = new ArrayList<>();
        verdict.evidence().stream().filter(item -> !isLine(item)).forEach(ordered::add);
        ordered.add(words);
        ordered.addAll(unusual);
        verdict.evidence().stream()
                .filter(item -> isLine(item) && !unusual.contains(item))
                .forEach(ordered::add);
        return verdict.with(ordered, verdict.against(), verdict.unchecked());
    }

    private static boolean isLine(Evidence.Item item) {
        return item.source().equals(Surface.APP_LOG.wire());
    }

    private boolean isUnusual(Evidence.Item item) {
        if (!isLine(item) || item.text().contains(Redaction.MARK)) {
            return false;
        }
        return container(item)
                .map(name -> Templates.isUnusual(item.text(), healthy.getOrDefault(name, List.of())))
                .orElse(false);
    }

    private static Optional<String> container(Evidence.Item item) {
        String stream = item.place().substring(item.place().lastIndexOf(':') + 1);
        return new LogSource("", "", "", stream, Surface.APP_LOG).taskLog().map(log -> log.container());
    }
}
