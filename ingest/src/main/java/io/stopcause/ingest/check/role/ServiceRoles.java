package io.stopcause.ingest.check.role;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.Service;

/** What a service needs roles for beside starting its tasks. Leave alone does not make it work, so it proves nothing. */
final class ServiceRoles {

    /** "Using ECS Exec" of ECS's Developer Guide names them. */
    private static final List<String> EXEC = List.of(
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel");

    private ServiceRoles() {}

    static Seen exec(About about, Account account) {
        Service service = Ecs.service(about, account);
        if (!Boolean.TRUE.equals(service.enableExecuteCommand())) {
            return Seen.no("ECS Exec is not switched on for the service " + service.serviceName() + ".");
        }
        Optional<String> role =
                Optional.ofNullable(Ecs.definition(about, account).taskRoleArn());
        return role.map(arn -> RoleAllows.judge(Principal.named(arn, "taskRole", about), EXEC, Simulation.ANY, account)
                        .yesProvesNothing())
                .orElseGet(() -> Seen.no("The task definition of " + service.serviceName()
                        + " names no task role, which ECS Exec needs."));
    }

    static Seen hooks(About about, Account account) {
        Service service = Ecs.service(about, account);
        List<DeploymentLifecycleHook> hooks = Optional.ofNullable(service.deploymentConfiguration())
                .map(DeploymentConfiguration::lifecycleHooks)
                .orElse(List.of())
                .stream()
                .filter(each -> each.roleArn() != null && each.hookTargetArn() != null)
                .toList();
        if (hooks.isEmpty()) {
            throw new NotSeenException("Deployments of " + service.serviceName() + " have no hooks by now.");
        }
        return Seen.worst(hooks.stream()
                .map(each -> RoleAllows.judge(
                                Principal.named(each.roleArn(), "hookRole", about),
                                List.of("lambda:InvokeFunction"),
                                each.hookTargetArn(),
                                account)
                        .yesProvesNothing()
                        .with("function", each.hookTargetArn()))
                .toList());
    }
}
