package io.stopcause.analyzer.preflight;

/** Pages of the AWS documentation that the inspections stand on. */
final class AwsPages {

    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/";
    private static final String REFERENCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/";

    static final String FARGATE_DIFFERENCES = GUIDE + "fargate-tasks-services.html";
    static final String SIZES = GUIDE + "task-cpu-memory-error.html";
    static final String PARAMETERS = GUIDE + "task_definition_parameters.html";
    static final String REGISTER = REFERENCE + "API_RegisterTaskDefinition.html";
    static final String CONTAINER = REFERENCE + "API_ContainerDefinition.html";
    static final String PORTS = REFERENCE + "API_PortMapping.html";
    static final String LOGS = REFERENCE + "API_LogConfiguration.html";
    static final String AWSLOGS = GUIDE + "using_awslogs.html";
    static final String FIRELENS = GUIDE + "using_firelens.html";
    static final String EXECUTION_ROLE = GUIDE + "task_execution_IAM_role.html";
    static final String SECRETS = GUIDE + "secrets-envvar-secrets-manager.html";
    static final String PARAMETER_STORE = GUIDE + "secrets-envvar-ssm-paramstore.html";
    static final String ENVIRONMENT_FILES = GUIDE + "use-environment-file.html";
    static final String DEPENDENCIES = REFERENCE + "API_ContainerDependency.html";
    static final String HEALTH_CHECK = REFERENCE + "API_HealthCheck.html";
    static final String VOLUMES = GUIDE + "using_data_volumes.html";
    static final String EFS = REFERENCE + "API_EFSVolumeConfiguration.html";
    static final String EPHEMERAL = REFERENCE + "API_EphemeralStorage.html";
    static final String PLATFORM = REFERENCE + "API_RuntimePlatform.html";
    static final String CIRCUIT_BREAKER = GUIDE + "deployment-circuit-breaker.html";
    static final String TAGS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html";
    static final String RETENTION =
            "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html";

    private AwsPages() {}
}
