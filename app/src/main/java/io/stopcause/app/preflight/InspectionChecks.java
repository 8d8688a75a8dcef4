package io.stopcause.app.preflight;

import io.stopcause.analyzer.preflight.Definition;
import io.stopcause.analyzer.preflight.Flaw;
import io.stopcause.analyzer.preflight.Part;
import io.stopcause.analyzer.preflight.Preflight;
import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Checks;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Questions about a task definition that the inspections before a deployment answer, in the same words. What they find
 * nothing wrong with may be wrong all the same, so that they never say yes.
 */
public final class InspectionChecks {

    static final List<Check> ALL = List.of(
            check(
                    "task-size-valid",
                    "Is the task's size one that the launch type accepts?",
                    "cpu-memory-combination-invalid"),
            check("volumes-valid", "Are the task definition's volumes valid?", "volume-config-invalid"),
            check("log-options-valid", "Are the options of the log drivers valid?", "log-options-invalid"),
            check(
                    "container-dependencies-resolvable",
                    "Can every container start after those that it waits for?",
                    "container-dependency-unresolvable"),
            check(
                    "task-definition-supports-launch-type",
                    "Has the task definition nothing that its launch type forbids?",
                    "launch-type-incompatible"));

    /** All that stopcause can look at. */
    public static final List<Check> WITH_OTHERS =
            Stream.concat(Checks.ALL.stream(), ALL.stream()).toList();

    private InspectionChecks() {}

    private static Check check(String name, String asks, String cause) {
        return new Check(name, asks, Ecs.DEFINITION, (about, account) -> look(cause, about, account));
    }

    private static Seen look(String cause, About about, Account account) {
        Definition definition =
                new Definition(Part.root(Ecs.definitionAsJson(about, account)), true, about.get("launchType"));
        Optional<Flaw> flaw = Preflight.of(definition).stream()
                .filter(each -> each.kind() == Flaw.Kind.FAILURE && each.cause().equals(cause))
                .findFirst();
        return flaw.map(each -> Seen.no(each.text() + ".").with("place", each.path()))
                .orElseGet(() -> Seen.unknown("Nothing is wrong with the task definition in this that can be seen."));
    }
}
