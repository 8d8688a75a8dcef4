package io.stopcause.ingest.check.definition;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a task definition says of itself. */
public final class DefinitionChecks {

    public static final List<Check> ALL = List.of(
            new Check(
                    "execution-role-set",
                    "Does the task definition name an execution role?",
                    Ecs.DEFINITION,
                    DefinitionChecks::executionRole),
            new Check(
                    "task-role-set",
                    "Does the task definition name a task role?",
                    Ecs.DEFINITION,
                    DefinitionChecks::taskRole));

    private DefinitionChecks() {}

    private static Seen executionRole(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        return role("execution role", "executionRole", definition, definition.executionRoleArn());
    }

    private static Seen taskRole(About about, Account account) {
        TaskDefinition definition = Ecs.definition(about, account);
        return role("task role", "taskRole", definition, definition.taskRoleArn());
    }

    private static Seen role(String kind, String fact, TaskDefinition definition, String arn) {
        String name = definition.family() + ":" + definition.revision();
        return Optional.ofNullable(arn)
                .filter(value -> !value.isBlank())
                .map(value -> Seen.yes("The task definition " + name + " names the " + kind + " " + value + ".")
                        .with(fact, value))
                .orElseGet(() -> Seen.no("The task definition " + name + " names no " + kind + "."));
    }
}
