package io.stopcause.ingest.check.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.model.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** What IAM says of roles. */
public final class RoleChecks {

    static final String GET_ROLE = "iam:GetRole";

    /** What {@link #allows} calls. */
    public static final Set<String> SIMULATING = Set.of(GET_ROLE, Simulation.ACTION);

    private static final Set<String> READING = union(Ecs.DEFINITION, GET_ROLE, Simulation.ACTION);

    public static final List<Check> ALL = List.of(
            new Check("role-exists", "Is there such a role?", Set.of(GET_ROLE), RoleChecks::exists),
            new Check("role-trusts-service", "May the service assume the role?", Set.of(GET_ROLE), RoleChecks::trusts),
            new Check(
                    "role-allows", "Do the role's policies allow the action on the resource?", READING, RoleAllows::at),
            new Check(
                    "environment-file-readable",
                    "May the execution role read the task definition's environment files?",
                    READING,
                    ReadableLook::environmentFiles),
            new Check(
                    "credential-spec-readable",
                    "May the execution role read the task definition's credential specifications?",
                    READING,
                    ReadableLook::credentialSpecs),
            new Check(
                    "firelens-configuration-readable",
                    "May the execution role read the log router's configuration?",
                    READING,
                    ReadableLook::logRouters),
            new Check(
                    "exec-enabled-and-allowed",
                    "Is ECS Exec switched on, and does the task role allow it?",
                    READING,
                    ServiceRoles::exec),
            new Check(
                    "hook-may-be-invoked",
                    "May the roles of the deployment's hooks invoke their functions?",
                    union(Set.of(Ecs.DESCRIBE_SERVICES), GET_ROLE, Simulation.ACTION),
                    ServiceRoles::hooks));

    private RoleChecks() {}

    /** Whether a role's own policies allow an action on something. */
    public static Seen allows(String role, String action, String resource, About about, Account account) {
        return RoleAllows.judge(Principal.named(role, "role", about), List.of(action), resource, account);
    }

    private static Set<String> union(Set<String> actions, String... more) {
        Set<String> all = new TreeSet<>(actions);
        all.addAll(List.of(more));
        return all;
    }

    private static Seen exists(About about, Account account) {
        about.need("role");
        Principal principal = Principal.of(about, account);
        if (principal.isUser()) {
            throw new NotSeenException(principal.arn() + " is a user and no role.");
        }
        try {
            Role role = principal.role(account);
            if (principal.isWhole() && !role.arn().equals(principal.arn())) {
                return Seen.no("There is no role " + principal.arn() + "; the role of that name is " + role.arn() + ".")
                        .with("role", role.arn());
            }
            if (role.createDate() != null && account.isRecent(role.createDate())) {
                return Seen.unknown("There is a role " + role.arn() + " now; it was made at " + role.createDate()
                        + " and may have come later.");
            }
            return Seen.yes("There is a role " + role.arn() + ".").with("role", role.arn());
        } catch (NoSuchEntityException e) {
            return Seen.no("There is no role " + principal.name() + ".");
        }
    }

    private static Seen trusts(About about, Account account) {
        about.need("role");
        String service = about.need("service");
        Principal principal = Principal.of(about, account);
        try {
            Role role = principal.role(account);
            JsonNode policy = policy(role);
            List<JsonNode> concerned =
                    statements(policy).filter(each -> names(each, service)).toList();
            String name = "The trust policy of " + principal.name();
            List<JsonNode> denying =
                    concerned.stream().filter(each -> is(each, "Deny")).toList();
            if (denying.stream().anyMatch(RoleChecks::holdsAlways)) {
                return Seen.no(name + " denies " + service + " to assume it.");
            }
            List<JsonNode> allowing =
                    concerned.stream().filter(each -> is(each, "Allow")).toList();
            if (allowing.isEmpty()) {
                return Seen.no(name + " does not let " + service + " assume it.");
            }
            return denying.isEmpty() && allowing.stream().anyMatch(RoleChecks::holdsAlways)
                    ? Seen.yes(name + " lets " + service + " assume it.")
                    : Seen.unknown(
                            name + " lets " + service + " assume it, or not, under conditions that cannot be tried.");
        } catch (NoSuchEntityException e) {
            return Seen.no("There is no role " + principal.name() + ", so nobody may assume it.");
        }
    }

    /** IAM hands it out as it would stand in an address. */
    private static JsonNode policy(Role role) {
        try {
            String document = URLDecoder.decode(
                    Optional.ofNullable(role.assumeRolePolicyDocument()).orElse(""), StandardCharsets.UTF_8);
            JsonNode node = Json.mapper().readTree(document);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new NotSeenException("The trust policy of " + role.roleName() + " cannot be read.", e);
        }
        throw new NotSeenException("The trust policy of " + role.roleName() + " cannot be read.");
    }

    private static Stream<JsonNode> statements(JsonNode policy) {
        JsonNode statements = policy.path("Statement");
        return statements.isArray() ? StreamSupport.stream(statements.spliterator(), false) : Stream.of(statements);
    }

    private static boolean names(JsonNode statement, String service) {
        JsonNode principal = statement.path("Principal");
        return one(statement.path("Action"), Set.of("sts:AssumeRole", "sts:*", "*"))
                && (one(principal, Set.of("*")) || one(principal.path("Service"), Set.of(service, "*")));
    }

    /** A policy's fields hold one text or a list of them. */
    private static boolean one(JsonNode field, Set<String> wanted) {
        return field.isArray()
                ? StreamSupport.stream(field.spliterator(), false).anyMatch(each -> wanted.contains(each.asText()))
                : field.isTextual() && wanted.contains(field.asText());
    }

    private static boolean holdsAlways(JsonNode statement) {
        return statement.path("Condition").isEmpty();
    }

    private static boolean is(JsonNode statement, String effect) {
        return statement.path("Effect").asText().equals(effect);
    }
}
