package io.stopcause.ingest.check.role;

import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.Statement;

/** What IAM says that the policies of a role would decide: its own, its boundary, and the organization's. */
final class Simulation {

    static final String ACTION = "iam:SimulatePrincipalPolicy";

    static final String ANY = "*";

    /** These are decided for no single resource. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "ecr:GetAuthorizationToken",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel");

    /** What the policies decide of one action. */
    enum Decision {
        ALLOWED,
        DENIED,
        /** It depends on what the simulation is not told. */
        OPEN
    }

    /**
     * One action.
     *
     * @param why in words, where it is not allowed
     * @param policies that decided
     */
    record Decided(String action, Decision decision, String why, Set<String> policies) {}

    private Simulation() {}

    static boolean hasNoResource(String action) {
        return WITHOUT_RESOURCE.contains(action);
    }

    static List<Decided> of(String principal, List<String> actions, String resource, Account account) {
        SimulatePrincipalPolicyRequest request = SimulatePrincipalPolicyRequest.builder()
                .policySourceArn(principal)
                .actionNames(actions)
                .resourceArns(resource)
                .build();
        List<EvaluationResult> results = account.call(
                        Api.IAM, "SimulatePrincipalPolicy", IamClient::simulatePrincipalPolicy, request)
                .evaluationResults();
        List<Decided> decided = new ArrayList<>();
        for (String action : actions) {
            decided.add(results.stream()
                    .filter(result -> action.equalsIgnoreCase(result.evalActionName()))
                    .findFirst()
                    .map(result -> decided(action, resource, result))
                    .orElseThrow(() -> NotSeenException.absurd(ACTION)));
        }
        return decided;
    }

    private static Decided decided(String action, String resource, EvaluationResult result) {
        Set<String> policies = new TreeSet<>();
        for (Statement statement : result.matchedStatements()) {
            Optional.ofNullable(statement.sourcePolicyId()).ifPresent(policies::add);
        }
        PolicyEvaluationDecisionType decision = result.evalDecision();
        if (decision == PolicyEvaluationDecisionType.ALLOWED) {
            return new Decided(action, Decision.ALLOWED, "", policies);
        }
        if (decision == PolicyEvaluationDecisionType.EXPLICIT_DENY) {
            String by = policies.isEmpty() ? "a policy" : String.join(", ", policies);
            return new Decided(action, Decision.DENIED, "denied by " + by, policies);
        }
        if (decision != PolicyEvaluationDecisionType.IMPLICIT_DENY) {
            throw NotSeenException.absurd(ACTION);
        }
        if (!result.missingContextValues().isEmpty()) {
            return new Decided(
                    action,
                    Decision.OPEN,
                    "it depends on " + String.join(", ", result.missingContextValues()),
                    policies);
        }
        return resource.equals(ANY) && !hasNoResource(action)
                ? new Decided(
                        action, Decision.OPEN, "not for every resource, and which is meant is not known", policies)
                : new Decided(action, Decision.DENIED, limit(result), policies);
    }

    private static String limit(EvaluationResult result) {
        if (result.organizationsDecisionDetail() != null
                && Boolean.FALSE.equals(result.organizationsDecisionDetail().allowedByOrganizations())) {
            return "the organization does not allow it";
        }
        if (result.permissionsBoundaryDecisionDetail() != null
                && Boolean.FALSE.equals(
                        result.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())) {
            return "its permissions boundary does not allow it";
        }
        return "no statement of its policies allows it";
    }
}
