package io.stopcause.ingest.check.role;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Who a question is about.
 *
 * @param arn as the question gives it; a bare name where it gives no more
 * @param name of the role, or user
 * @param fact under which the answer tells it, such as {@code executionRole}
 */
record Principal(String arn, String name, String fact) {

    private static final Pattern ARN = Pattern.compile(
            "arn:[\\w-]+:(?:iam|sts)::(?<account>\\d{12}):(?<kind>role|user|assumed-role)/(?<rest>[\\w+=,.@/-]+)");

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

    /**
     * The role that the question names, or else the one that its task definition does.
     *
     * @throws NotSeenException if there is none, or if it belongs to another account
     */
    static Principal of(About about, Account account) {
        Optional<String> named = about.get("role");
        if (named.isPresent()) {
            return named(named.get(), fact(about), about);
        }
        boolean ofTask = about.need("roleOf").equals("task");
        TaskDefinition definition = Ecs.definition(about, account);
        String role = ofTask ? definition.taskRoleArn() : definition.executionRoleArn();
        return Optional.ofNullable(role)
                .filter(arn -> !arn.isBlank())
                .map(arn -> named(arn, fact(about), about))
                .orElseThrow(() -> new NotSeenException("The task definition " + definition.family() + ":"
                        + definition.revision() + " names no " + (ofTask ? "task" : "execution") + " role."));
    }

    private static String fact(About about) {
        return about.get("roleOf").map(of -> of + "Role").orElse("role");
    }

    /**
     * The one of a name or an ARN.
     *
     * @throws NotSeenException if it is none, or belongs to another account
     */
    static Principal named(String text, String fact, About about) {
        String clean = text.replaceAll("[.,;'\")]+$", "");
        Matcher arn = ARN.matcher(clean);
        if (!arn.matches()) {
            if (NAME.matcher(clean).matches()) {
                return new Principal(clean, clean, fact);
            }
            throw new NotSeenException("'" + text + "' is no name of a role.");
        }
        if (about.account().filter(own -> !own.equals(arn.group("account"))).isPresent()) {
            throw new NotSeenException("The role " + clean + " belongs to another account, which cannot be seen.");
        }
        String rest = arn.group("rest");
        boolean assumed = arn.group("kind").equals("assumed-role");
        String name =
                assumed ? rest.substring(0, (rest + "/").indexOf('/')) : rest.substring(rest.lastIndexOf('/') + 1);
        return new Principal(clean, name, fact);
    }

    boolean isUser() {
        return arn.contains(":user/");
    }

    /** Whether the ARN is the role's own, path included. */
    boolean isWhole() {
        return arn.contains(":role/") || isUser();
    }

    /**
     * What IAM knows of it.
     *
     * @throws software.amazon.awssdk.services.iam.model.NoSuchEntityException if there is no such role
     */
    Role role(Account account) {
        GetRoleRequest request = GetRoleRequest.builder().roleName(name).build();
        return Optional.ofNullable(account.call(Api.IAM, "GetRole", IamClient::getRole, request)
                        .role())
                .filter(role -> role.arn() != null)
                .orElseThrow(() -> NotSeenException.absurd(RoleChecks.GET_ROLE));
    }
}
