package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cause that several hits amount to.
 *
 * @param hit the one that decided
 * @param alternatives other causes that fit, the likeliest first
 */
public record Choice(Hit hit, List<String> alternatives) {

    /** The most that is claimed of a cause that can be checked and has not been. */
    private static final double UNCHECKED = 0.89;

    /** Surer first, then by the longer text, then by name, so that the order of reading does not matter. */
    private static final Comparator<Hit> ORDER = Comparator.<Hit>comparingDouble(
                    hit -> -hit.match().confidence())
            .thenComparingInt(hit -> -hit.text().length())
            .thenComparing(hit -> hit.rule().id())
            .thenComparing(Hit::line);

    public Choice {
        alternatives = List.copyOf(alternatives);
    }

    public String cause() {
        return hit.rule().cause();
    }

    /** As sure as the entry makes; but what a look into the account could refute is not certain before that look. */
    public double confidence() {
        double said = hit.match().confidence();
        return Causes.isRefutable(cause()) ? Math.min(said, UNCHECKED) : said;
    }

    /** Causes beneath their symptoms first; among those the surest. Empty if there is no hit. */
    public static Optional<Choice> of(Collection<Hit> hits, RuleSet rules) {
        List<Hit> standing = new ArrayList<>(hits.stream()
                .filter(hit -> hits.stream()
                        .noneMatch(other ->
                                rules.explains(other.rule().cause(), hit.rule().cause())))
                .sorted(ORDER)
                .toList());
        if (standing.isEmpty()) {
            standing.addAll(hits.stream().sorted(ORDER).toList());
        }
        return standing.stream().findFirst().map(first -> new Choice(first, alternatives(first, standing)));
    }

    private static List<String> alternatives(Hit first, List<Hit> standing) {
        Set<String> causes = new LinkedHashSet<>(first.match().alternatives());
        standing.forEach(hit -> causes.add(hit.rule().cause()));
        causes.remove(first.rule().cause());
        return List.copyOf(causes);
    }
}
