package io.stopcause.ingest.format;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises what tools (the AWS CLI, Terraform, CloudFormation, SDKs, deployment pipelines) print of an ECS call that
 * was refused or that ended badly. Only for texts of unknown origin: in a container's log the same words are the
 * application's.
 */
final class ToolOutput {

    private static final Pattern FAILED_CALL = Pattern.compile(
            "\\(Service: (?:Amazon)?ECS\\b|\\boperation error ECS: \\w+|\\bwhen calling the"
                    + " (?:(?:Create|Update|Delete|Describe)(?:Service|Cluster|TaskSet|CapacityProvider)s?"
                    + "|(?:Run|Start|Stop)Task|(?:Register|Deregister)(?:TaskDefinition|ContainerInstance)|ExecuteCommand|PutClusterCapacityProviders)"
                    + " operation|^[\\s│|╷]*Error: .*\\bECS (?:Service|Task Definition|Cluster|Capacity Provider|Task"
                    + " Set)\\b|\\bAWS::ECS::\\w+\\b.*\\b(?:CREATE|UPDATE)_FAILED\\b|\\b(?:CREATE|UPDATE)_FAILED\\b.*\\bAWS::ECS::\\w+|\\bstate"
                    + " servicesStable\\b|\\bWaiter ServicesStable failed\\b|^##\\[error\\]",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** In lower case; a text without one of them tells of no failed call. */
    static final List<String> LITERALS = List.of(
            "(service: ecs",
            "(service: amazonecs",
            "operation error ecs: ",
            "when calling the ",
            "ecs service",
            "ecs task definition",
            "ecs cluster",
            "ecs capacity provider",
            "ecs task set",
            "aws::ecs::",
            "state servicesstable",
            "waiter servicesstable failed",
            "##[error]");

    private ToolOutput() {}

    static boolean tellsOfAFailedCall(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return LITERALS.stream().anyMatch(lowerCase::contains)
                && FAILED_CALL.matcher(text).find();
    }
}
