package io.stopcause.ingest.check;

import static io.stopcause.ingest.check.Xml.element;
import static io.stopcause.ingest.check.Xml.response;
import static io.stopcause.ingest.check.Xml.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.FakeAws.Reply;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Checks that one answer of AWS or two decide, each with what says so and with what leaves it open. That they say why they
 * could not look is what {@link CheckContractTest} asks of all.
 */
@Execution(ExecutionMode.CONCURRENT)
class LooksTest {

    private static final String ROLE = "arn:aws:iam::" + FakeAws.ACCOUNT + ":role/orders";
    private static final String FUNCTION = "arn:aws:lambda:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":function:gate";
    private static final String FILE_SYSTEM = "fs-0123456789abcdef0";
    /** Later than an hour ago, on whatever day this runs. */
    private static final String LATELY = "2999-01-01T00:00:00Z";

    /**
     * A case.
     *
     * @param words that the answer has to hold
     */
    private record Case(String check, Map<String, Reply> account, Outcome outcome, String words) {

        Case and(String operation, String reply) {
            return and(operation, FakeAws.ok(reply));
        }

        Case and(String operation, Reply reply) {
            Map<String, Reply> more = new LinkedHashMap<>(account);
            more.put(operation, reply);
            return new Case(check, more, outcome, words);
        }

        /** What a service is like, as JSON without its braces. */
        Case service(String json) {
            return and(
                    "DescribeServices",
                    "{\"services\":[{\"serviceName\":\"orders\",\"status\":\"ACTIVE\",\"taskDefinition\":"
                            + "\"orders:7\",\"desiredCount\":2," + json + "}]}");
        }

        /** What its task definition is like, and the only container of it. */
        Case definition(String json, String container) {
            return and(
                    "DescribeTaskDefinition",
                    "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7," + json
                            + "\"containerDefinitions\":[{\"name\":\"web\"" + container + "}]}}");
        }

        Case task(String json) {
            return and("DescribeTasks", "{\"tasks\":[{\"taskArn\":\"t\"," + json + "}]}");
        }

        Case onInstance() {
            return task("\"containerInstanceArn\":\"ci-1\"")
                    .and("DescribeContainerInstances", "{\"containerInstances\":[{\"ec2InstanceId\":\"i-1\"}]}");
        }

        Case simulated(String action, String decision) {
            return and(
                    "SimulatePrincipalPolicy",
                    response(
                            "SimulatePrincipalPolicy",
                            element(
                                    "SimulatePrincipalPolicyResult",
                                    element(
                                            "EvaluationResults",
                                            Stream.of(action.split(" ", -1))
                                                    .map(each -> element(
                                                            "member",
                                                            element("EvalActionName", each)
                                                                    + element("EvalDecision", decision)))
                                                    .reduce("", String::concat)))));
        }

        @Override
        public String toString() {
            return check + ": " + outcome + ", " + words;
        }
    }

    private static Case yes(String check, String words) {
        return new Case(check, Map.of(), Outcome.YES, words);
    }

    private static Case no(String check, String words) {
        return new Case(check, Map.of(), Outcome.NO, words);
    }

    private static Case open(String check, String words) {
        return new Case(check, Map.of(), Outcome.UNKNOWN, words);
    }

    static final List<Case> SERVICES = List.of(
            no("service-exists", "no service orders")
                    .and("DescribeServices", "{\"services\":[],\"failures\":[{\"reason\":\"MISSING\"}]}"),
            no("service-exists", "no service orders")
                    .and("DescribeServices", "{\"services\":[{\"serviceName\":\"orders\",\"status\":\"INACTIVE\"}]}"),
            open("service-exists", "something else may be missing").service("\"runningCount\":1"),
            no("deployment-controller-is", "CODE_DEPLOY, not by ECS")
                    .service("\"deploymentController\":{\"type\":\"CODE_DEPLOY\"}"),
            open("deployment-controller-is", "by the controller ECS").service("\"runningCount\":1"),
            no("deployment-limits-allow-a-step", "none may be stopped and none more be started")
                    .service("\"deploymentConfiguration\":{\"minimumHealthyPercent\":100,\"maximumPercent\":100}"),
            no("deployment-limits-allow-a-step", "at least 2 have to run and at most 2 may")
                    .service("\"deploymentConfiguration\":{\"minimumHealthyPercent\":60,\"maximumPercent\":140}"),
            open("deployment-limits-allow-a-step", "leaves room by now")
                    .service("\"deploymentConfiguration\":{\"minimumHealthyPercent\":100,\"maximumPercent\":200}"),
            yes("tasks-are-protected", "protected: t-1")
                    .and("ListTasks", "{\"taskArns\":[\"t-1\"]}")
                    .and(
                            "GetTaskProtection",
                            "{\"protectedTasks\":[{\"taskArn\":\"t-1\",\"protectionEnabled\":true}]}"),
            open("tasks-are-protected", "None of 1 tasks")
                    .and("ListTasks", "{\"taskArns\":[\"t-1\"]}")
                    .and(
                            "GetTaskProtection",
                            "{\"protectedTasks\":[{\"taskArn\":\"t-1\",\"protectionEnabled\":false}]}"),
            no("discovery-instance-healthy", "calls unhealthy: i-2")
                    .service("\"serviceRegistries\":[{\"registryArn\":\"arn:aws:servicediscovery:x:1:service/srv-1\"}]")
                    .and("GetInstancesHealthStatus", "{\"Status\":{\"i-1\":\"HEALTHY\",\"i-2\":\"UNHEALTHY\"}}"),
            open("discovery-instance-healthy", "no instance of orders unhealthy")
                    .service("\"serviceRegistries\":[{\"registryArn\":\"arn:aws:servicediscovery:x:1:service/srv-1\"}]")
                    .and("GetInstancesHealthStatus", "{\"Status\":{\"i-1\":\"HEALTHY\"}}"),
            no("exec-enabled-and-allowed", "not switched on").service("\"enableExecuteCommand\":false"),
            no("exec-enabled-and-allowed", "names no task role")
                    .service("\"enableExecuteCommand\":true")
                    .definition("", ""),
            no("exec-enabled-and-allowed", "does not allow ssmmessages:CreateControlChannel")
                    .service("\"enableExecuteCommand\":true")
                    .definition("\"taskRoleArn\":\"" + ROLE + "\",", "")
                    .simulated(
                            "ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel"
                                    + " ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel",
                            "implicitDeny"),
            no("hook-may-be-invoked", "does not allow lambda:InvokeFunction on " + FUNCTION)
                    .service("\"deploymentConfiguration\":{\"lifecycleHooks\":[{\"hookTargetArn\":\"" + FUNCTION
                            + "\",\"roleArn\":\"" + ROLE + "\"}]}")
                    .simulated("lambda:InvokeFunction", "implicitDeny"),
            open("hook-may-be-invoked", "allows lambda:InvokeFunction")
                    .service("\"deploymentConfiguration\":{\"lifecycleHooks\":[{\"hookTargetArn\":\"" + FUNCTION
                            + "\",\"roleArn\":\"" + ROLE + "\"}]}")
                    .simulated("lambda:InvokeFunction", "allowed"));

    static final List<Case> DEFINITIONS = List.of(
            yes("container-port-privileged", "maps port 80 and runs as user app")
                    .definition("", ",\"user\":\"app\",\"portMappings\":[{\"containerPort\":80}]"),
            yes("container-port-privileged", "drops the capability")
                    .definition(
                            "",
                            ",\"portMappings\":[{\"containerPort\":80}],\"linuxParameters\":{\"capabilities\":"
                                    + "{\"drop\":[\"ALL\"]}}"),
            no("container-port-privileged", "runs as root")
                    .definition("", ",\"user\":\"0:0\",\"portMappings\":[{\"containerPort\":80}]"),
            open("container-port-privileged", "its user is the image's")
                    .definition("", ",\"portMappings\":[{\"containerPort\":80}]"),
            yes("mount-covers-image-path", "mounts a volume on /etc")
                    .definition("", ",\"mountPoints\":[{\"containerPath\":\"/etc/\"}]"),
            yes("mount-covers-image-path", "mounts a volume on /app")
                    .definition("", ",\"entryPoint\":[\"/app/start\"],\"mountPoints\":[{\"containerPath\":\"/app\"}]"),
            open("mount-covers-image-path", "cannot be seen")
                    .definition("", ",\"mountPoints\":[{\"containerPath\":\"/data\"}]"),
            no("mount-covers-image-path", "mounts nothing").definition("", ""),
            no("environment-file-readable", "names no execution role")
                    .definition(
                            "", ",\"environmentFiles\":[{\"value\":\"arn:aws:s3:::shop/web.env\",\"type\":\"s3\"}]"),
            no("environment-file-readable", "does not allow s3:GetObject on arn:aws:s3:::shop/web.env")
                    .definition(
                            "\"executionRoleArn\":\"" + ROLE + "\",",
                            ",\"environmentFiles\":[{\"value\":\"arn:aws:s3:::shop/web.env\",\"type\":\"s3\"}]")
                    .simulated("s3:GetObject", "implicitDeny"),
            open("environment-file-readable", "allows s3:GetObject")
                    .definition(
                            "\"executionRoleArn\":\"" + ROLE + "\",",
                            ",\"environmentFiles\":[{\"value\":\"arn:aws:s3:::shop/web.env\",\"type\":\"s3\"}]")
                    .simulated("s3:GetObject", "allowed"),
            no("credential-spec-readable", "does not allow s3:GetObject")
                    .definition(
                            "\"executionRoleArn\":\"" + ROLE + "\",",
                            ",\"credentialSpecs\":[\"credentialspec:arn:aws:s3:::shop/gmsa.json\"]")
                    .simulated("s3:GetObject", "explicitDeny"),
            no("firelens-configuration-readable", "does not allow s3:GetObject")
                    .definition(
                            "\"executionRoleArn\":\"" + ROLE + "\",",
                            ",\"firelensConfiguration\":{\"type\":\"fluentbit\",\"options\":{\"config-file-type\":\"s3\","
                                    + "\"config-file-value\":\"arn:aws:s3:::shop/fluent.conf\"}}")
                    .simulated("s3:GetObject", "implicitDeny"),
            open("firelens-configuration-readable", "names no log router's configuration")
                    .definition("\"executionRoleArn\":\"" + ROLE + "\",", ""),
            no("registry-secret-has-login", "with the key password")
                    .definition("", login())
                    .and(
                            "GetSecretValue",
                            "{\"SecretString\":\"{\\\"username\\\":\\\"reader\\\"}\",\"CreatedDate\":1}"),
            yes("registry-secret-has-login", "has the key")
                    .definition("", login())
                    .and(
                            "GetSecretValue",
                            "{\"SecretString\":\"{\\\"username\\\":\\\"a\\\",\\\"password\\\":\\\"b\\\"}\",\"CreatedDate\":1}"),
            no("registry-secret-has-login", "no value of the secret")
                    .definition("", login())
                    .and("GetSecretValue", FakeAws.error("ResourceNotFoundException", "no such secret")));

    private static String login() {
        return ",\"repositoryCredentials\":{\"credentialsParameter\":\"" + Asked.ABOUT.get("secret") + "\"}";
    }

    private static String volume(String authorization) {
        return "\"taskRoleArn\":\"" + ROLE
                + "\",\"volumes\":[{\"name\":\"data\",\"efsVolumeConfiguration\":{\"fileSystemId\":\"" + FILE_SYSTEM
                + "\"" + authorization + "}}],";
    }

    private static final String POLICY = "GET /2015-02-01/file-systems/" + FILE_SYSTEM + "/policy";
    private static final String SIGNED =
            ",\"transitEncryption\":\"ENABLED\",\"authorizationConfig\":{\"iam\":\"ENABLED\"}";

    private static String policy(String field, String statements) {
        return "{\"" + field + "\":\""
                + ("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}").replace("\"", "\\\"") + "\"}";
    }

    private static final String ALL_MAY =
            "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":[\"elasticfilesystem:Client*\"]}";

    static final List<Case> STORAGE = List.of(
            yes("access-point-enforces-user", "makes everybody user 1000")
                    .definition(volume(",\"authorizationConfig\":{\"accessPointId\":\"fsap-1\"}"), "")
                    .and(
                            "GET /2015-02-01/access-points",
                            "{\"AccessPoints\":[{\"AccessPointId\":\"fsap-1\",\"PosixUser\":{\"Uid\":1000,\"Gid\":1000}}]}"),
            open("access-point-enforces-user", "No access point").definition(volume(""), ""),
            yes("file-system-policy-allows", "has no policy")
                    .definition(volume(""), "")
                    .and(POLICY, FakeAws.error("PolicyNotFound", "no policy")),
            yes("file-system-policy-allows", "allows elasticfilesystem:ClientMount")
                    .definition(volume(""), "")
                    .and(POLICY, policy("Policy", ALL_MAY)),
            no("file-system-policy-allows", "does not use IAM")
                    .definition(volume(""), "")
                    .and(POLICY, policy("Policy", ALL_MAY.replace("\"*\"", "\"" + ROLE + "\""))),
            yes("file-system-policy-allows", "allows elasticfilesystem:ClientMount")
                    .definition(volume(SIGNED), "")
                    .and(POLICY, policy("Policy", ALL_MAY.replace("\"*\"", "\"" + ROLE + "\""))),
            no("file-system-policy-allows", "The role orders does not allow")
                    .definition(volume(SIGNED), "")
                    .and(POLICY, policy("Policy", ALL_MAY.replace("\"*\"", "\"999900001111\"")))
                    .simulated("elasticfilesystem:ClientMount", "implicitDeny"),
            no("file-system-policy-allows", "denies elasticfilesystem:ClientMount")
                    .definition(volume(SIGNED), "")
                    .and(POLICY, policy("Policy", ALL_MAY.replace("Allow", "Deny"))),
            open("file-system-policy-allows", "on conditions")
                    .definition(volume(""), "")
                    .and(
                            POLICY,
                            policy(
                                    "Policy",
                                    ALL_MAY + ","
                                            + ALL_MAY.replace("Allow", "Deny")
                                                    .replace(
                                                            "]}",
                                                            "],\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}"))),
            no("block-volume-available", "vol-1 of the task is in the state error")
                    .task("\"attachments\":[{\"details\":[{\"name\":\"volumeId\",\"value\":\"vol-1\"}]}]")
                    .and(
                            "DescribeVolumes",
                            response(
                                    "DescribeVolumes",
                                    set(
                                            "volumeSet",
                                            List.of("vol-1"),
                                            id -> element("volumeId", id) + element("status", "error")))),
            open("block-volume-available", "in order, or gone")
                    .task("\"attachments\":[{\"details\":[{\"name\":\"volumeId\",\"value\":\"vol-1\"}]}]")
                    .and("DescribeVolumes", response("DescribeVolumes", element("volumeSet", ""))));

    private static String status(String system, String events) {
        return response(
                "DescribeInstanceStatus",
                set(
                        "instanceStatusSet",
                        List.of("i-1"),
                        id -> element("instanceId", id)
                                + element("systemStatus", element("status", system))
                                + element("instanceStatus", element("status", "ok"))
                                + element("eventsSet", events)));
    }

    private static String event(String description) {
        return element(
                "item",
                element("code", "instance-retirement")
                        + element("description", description)
                        + element("notBefore", "2026-12-01T00:00:00.000Z"));
    }

    private static String instances(String zone) {
        return "{\"containerInstances\":[{\"attributes\":[{\"name\":\"ecs.availability-zone\",\"value\":\"" + zone
                + "\"}]}]}";
    }

    private static Case launches(Case one, String status, String message, String time) {
        return one.and("DescribeClusters", "{\"clusters\":[{\"clusterName\":\"shop\",\"capacityProviders\":[\"cp\"]}]}")
                .and(
                        "DescribeCapacityProviders",
                        "{\"capacityProviders\":[{\"name\":\"cp\",\"autoScalingGroupProvider\":{\"autoScalingGroupArn\":"
                                + "\"arn:aws:autoscaling:x:1:autoScalingGroup:u:autoScalingGroupName/web\"}}]}")
                .and(
                        "DescribeScalingActivities",
                        response(
                                "DescribeScalingActivities",
                                element(
                                        "DescribeScalingActivitiesResult",
                                        element(
                                                "Activities",
                                                element(
                                                        "member",
                                                        element("AutoScalingGroupName", "web")
                                                                + element("StatusCode", status)
                                                                + element("StatusMessage", message)
                                                                + element("StartTime", time))))));
    }

    static final List<Case> CAPACITY = List.of(
            no("instance-status-ok", "the system under it impaired")
                    .onInstance()
                    .and("DescribeInstanceStatus", status("impaired", "")),
            open("instance-status-ok", "nothing wrong").onInstance().and("DescribeInstanceStatus", status("ok", "")),
            yes("retirement-scheduled", "instance-retirement of the instance i-1")
                    .onInstance()
                    .and("DescribeInstanceStatus", status("ok", event("degraded hardware"))),
            open("retirement-scheduled", "plans nothing")
                    .onInstance()
                    .and("DescribeInstanceStatus", status("ok", event("[Completed] degraded hardware"))),
            launches(
                    no("capacity-provider-launches", "InsufficientInstanceCapacity"),
                    "Failed",
                    "We currently do not have sufficient m5.large capacity: InsufficientInstanceCapacity",
                    LATELY),
            launches(open("capacity-provider-launches", "no launch failed"), "Successful", "", LATELY),
            launches(
                    open("capacity-provider-launches", "no launch failed"),
                    "Failed",
                    "InsufficientInstanceCapacity",
                    "2026-01-01T00:00:00Z"),
            launches(
                    no("launch-settings-exist", "The image id '[ami-1]' does not exist"),
                    "Failed",
                    "The image id '[ami-1]' does not exist",
                    LATELY),
            launches(
                    open("launch-settings-exist", "no launch failed"),
                    "Failed",
                    "InsufficientInstanceCapacity",
                    LATELY),
            no("provisioning-queue-below-limit", "500 tasks wait")
                    .and("DescribeClusters", "{\"clusters\":[{\"clusterName\":\"shop\",\"pendingTasksCount\":500}]}"),
            open("provisioning-queue-below-limit", "3 tasks wait by now")
                    .and("DescribeClusters", "{\"clusters\":[{\"clusterName\":\"shop\",\"pendingTasksCount\":3}]}"),
            zones(no("zone-has-instances", "no task can be placed"), "eu-west-1b"),
            zones(open("zone-has-instances", "the instances of shop in eu-west-1a"), "eu-west-1a"));

    private static Case zones(Case one, String zone) {
        return one.service("\"networkConfiguration\":{\"awsvpcConfiguration\":{\"subnets\":[\"subnet-1\"]}}")
                .and("ListContainerInstances", "{\"containerInstanceArns\":[\"ci-1\"]}")
                .and("DescribeContainerInstances", instances(zone))
                .and(
                        "DescribeSubnets",
                        response(
                                "DescribeSubnets",
                                set("subnetSet", List.of("eu-west-1a"), in -> element("availabilityZone", in))));
    }

    private static final String LAYERS = "{\"images\":[{\"imageId\":{\"imageDigest\":\"sha256:a\"},\"imageManifest\":"
            + "\"{\\\"layers\\\":[{\\\"digest\\\":\\\"sha256:l\\\"}]}\"}]}";
    private static final String PULL = "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:BatchGetImage\"}";

    static final List<Case> REGISTRIES_AND_TASKS = List.of(
            no("image-layers-available", "sha256:l")
                    .and("BatchGetImage", LAYERS)
                    .and(
                            "BatchCheckLayerAvailability",
                            "{\"layers\":[{\"layerDigest\":\"sha256:l\",\"layerAvailability\":\"UNAVAILABLE\"}]}"),
            open("image-layers-available", "has all 1 layers")
                    .and("BatchGetImage", LAYERS)
                    .and(
                            "BatchCheckLayerAvailability",
                            "{\"layers\":[{\"layerDigest\":\"sha256:l\",\"layerAvailability\":\"AVAILABLE\"}]}"),
            yes("repository-policy-allows", "the role alone decides")
                    .and("GetRepositoryPolicy", FakeAws.error("RepositoryPolicyNotFoundException", "none")),
            no("repository-policy-allows", "denies ecr:BatchGetImage")
                    .and("GetRepositoryPolicy", policy("policyText", PULL.replace("Allow", "Deny"))),
            open("repository-policy-allows", "on conditions")
                    .and(
                            "GetRepositoryPolicy",
                            policy("policyText", PULL.replace("\"}", "\",\"Condition\":{\"Bool\":{\"a\":\"b\"}}}"))),
            no("container-healthy", "the container web unhealthy")
                    .task("\"containers\":[{\"name\":\"web\",\"healthStatus\":\"UNHEALTHY\"}]"),
            open("container-healthy", "web HEALTHY")
                    .task("\"containers\":[{\"name\":\"web\",\"healthStatus\":\"HEALTHY\"}]"),
            yes("aws-health-issue-open", "an issue with ECS")
                    .and(
                            "DescribeEvents",
                            "{\"events\":[{\"service\":\"ECS\",\"eventTypeCode\":\"AWS_ECS_OPERATIONAL_ISSUE\",\"startTime\":1}]}"),
            open("aws-health-issue-open", "tells of no issue").and("DescribeEvents", "{\"events\":[]}"),
            open("aws-health-issue-open", "plan for AWS Support")
                    .and("DescribeEvents", FakeAws.error("SubscriptionRequiredException", "no plan")));

    @ParameterizedTest
    @FieldSource({"SERVICES", "DEFINITIONS", "STORAGE", "CAPACITY", "REGISTRIES_AND_TASKS"})
    void looks(Case given) {
        try (FakeAws aws = FakeAws.start()) {
            given.account.forEach(aws::on);

            Answer answer = Asked.atOnce(aws, given.check, Asked.ABOUT);

            assertThat(answer.explanation()).contains(given.words);
            assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(given.outcome);
        }
    }
}
