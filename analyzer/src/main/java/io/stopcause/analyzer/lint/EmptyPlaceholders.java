package io.stopcause.analyzer.lint;

import com.google.re2j.Pattern;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Advice with a placeholder that nothing fills. */
final class EmptyPlaceholders implements Look {

    /** What the records of a task, its definition and the answers about it tell. */
    static final Set<String> OF_RECORDS = Set.of(
            "line",
            "account",
            "region",
            "cluster",
            "service",
            "family",
            "taskDefinition",
            "previousRevision",
            "taskId",
            "container",
            "image",
            "imageDigest",
            "hostPlatform",
            "taskPlatform",
            "executionRole",
            "taskRole",
            "logGroup",
            "exitCode",
            "imagePlatforms");

    /** How many events made a detection that takes several. */
    private static final String OF_CORRELATION = "times";

    @Override
    public void at(Subject subject, Consumer<Fault> faults) {
        for (Rule rule : subject.rules().rules()) {
            for (String name : rule.remediation().placeholders()) {
                boolean counted =
                        name.equals(OF_CORRELATION) && rule.match().stream().anyMatch(match -> !match.isDirect());
                if (!OF_RECORDS.contains(name) && !counted) {
                    look(subject, rule, name, faults);
                }
            }
        }
    }

    private static void look(Subject subject, Rule rule, String name, Consumer<Fault> faults) {
        List<Match> texts =
                rule.match().stream().filter(match -> !match.text().isEmpty()).toList();
        long filling =
                texts.stream().filter(match -> captures(match).contains(name)).count();
        if (filling == 0) {
            faults.accept(subject.error(
                    rule.id(),
                    "/remediation",
                    "promise",
                    "{{" + name + "}} is filled by no record and captured by no expression: name a group (?P<" + name
                            + ">...) or take the placeholder away"));
        } else if (filling < rule.match().size()) {
            faults.accept(subject.warning(
                    rule.id(),
                    "/remediation",
                    "promise",
                    "{{" + name + "}} is captured by " + filling + " of "
                            + rule.match().size() + " entries; by the others it stays <" + name + ">"));
        }
    }

    private static Set<String> captures(Match match) {
        return match.text().stream()
                .map(source -> Pattern.compile(source).namedGroups().keySet())
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
