package io.stopcause.ingest.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Keys;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What most questions start from: the task, the service, and the task definition that they run. */
public final class Ecs {

    /** What {@link #task} calls. */
    public static final String DESCRIBE_TASKS = "ecs:DescribeTasks";

    /** What {@link #service} calls. */
    public static final String DESCRIBE_SERVICES = "ecs:DescribeServices";

    /** What {@link #definition} calls. */
    public static final Set<String> DEFINITION =
            Set.of("ecs:DescribeTaskDefinition", DESCRIBE_TASKS, DESCRIBE_SERVICES);

    private Ecs() {}

    /**
     * The task that the question names.
     *
     * @throws NotSeenException if it names none, or if ECS describes it no more: it forgets after about an hour
     */
    public static Task task(About about, Account account) {
        String id = Keys.lastSegment(about.need("task"));
        DescribeTasksRequest request = DescribeTasksRequest.builder()
                .cluster(about.cluster().orElse(null))
                .tasks(id)
                .build();
        try {
            return account.call(Api.ECS, "DescribeTasks", EcsClient::describeTasks, request).tasks().stream()
                    .findFirst()
                    .orElseThrow(() -> new NotSeenException("ECS describes the task " + id
                            + " no more; it forgets stopped tasks after about an hour."));
        } catch (ClusterNotFoundException e) {
            throw noCluster(about, account, e);
        }
    }

    /**
     * The service that the question or its scope names.
     *
     * @throws NotSeenException if there is no such service
     */
    public static Service service(About about, Account account) {
        return service(
                about.service().orElseThrow(() -> new NotSeenException("The question names no service.")),
                about,
                account);
    }

    /**
     * A service of the cluster that the question or its scope names.
     *
     * @throws NotSeenException if there is no such service
     */
    public static Service service(String name, About about, Account account) {
        return find(name, about, account)
                .orElseThrow(() -> new NotSeenException("There is no service " + name + " in the cluster "
                        + about.cluster().orElse("default") + "."));
    }

    /** The same, empty where there is no such service; one that was deleted is described for a while as inactive. */
    public static Optional<Service> find(String name, About about, Account account) {
        DescribeServicesRequest request = DescribeServicesRequest.builder()
                .cluster(about.cluster().orElse(null))
                .services(Keys.lastSegment(name))
                .build();
        try {
            DescribeServicesResponse response =
                    account.call(Api.ECS, "DescribeServices", EcsClient::describeServices, request);
            if (response.services().isEmpty() && response.failures().isEmpty()) {
                throw NotSeenException.absurd(DESCRIBE_SERVICES);
            }
            return response.services().stream().findFirst();
        } catch (ClusterNotFoundException e) {
            throw noCluster(about, account, e);
        } catch (ServiceNotFoundException e) {
            return Optional.empty();
        }
    }

    /** {@link #definition} as the JSON that the AWS CLI would print. */
    public static JsonNode definitionAsJson(About about, Account account) {
        return Described.of(definition(about, account));
    }

    /**
     * The revision that the question names, or else that of its task, or else that of its service.
     *
     * @throws NotSeenException if there is no such revision, or none is named
     */
    public static TaskDefinition definition(About about, Account account) {
        String revision = revision(about, account);
        try {
            DescribeTaskDefinitionRequest request = DescribeTaskDefinitionRequest.builder()
                    .taskDefinition(revision)
                    .build();
            TaskDefinition definition = account.callForLasting(
                            Api.ECS, "DescribeTaskDefinition", EcsClient::describeTaskDefinition, request)
                    .taskDefinition();
            return Optional.ofNullable(definition)
                    .orElseThrow(() -> NotSeenException.absurd("ecs:DescribeTaskDefinition"));
        } catch (ClientException e) {
            throw new NotSeenException("There is no task definition " + revision + ".", e);
        }
    }

    private static String revision(About about, Account account) {
        Optional<String> named = about.get("taskDefinition");
        if (named.isPresent()) {
            return named.get();
        }
        boolean ofTask = about.get("task").isPresent();
        String used = ofTask
                ? task(about, account).taskDefinitionArn()
                : service(about, account).taskDefinition();
        return Optional.ofNullable(used)
                .orElseThrow(() -> NotSeenException.absurd(ofTask ? DESCRIBE_TASKS : DESCRIBE_SERVICES));
    }

    private static NotSeenException noCluster(About about, Account account, ClusterNotFoundException cause) {
        return new NotSeenException(
                "There is no cluster " + about.cluster().orElse("default") + " in " + account.region() + ".", cause);
    }
}
