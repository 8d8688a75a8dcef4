package io.stopcause.ingest.check.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Described;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.network.NetworkChecks;
import io.stopcause.model.Keys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * A service as it is, in the words of the API.
 *
 * @param definition that its next task will run
 * @param logGroups those of its containers that are there and may be read
 * @param task id of one of its tasks, if it has any
 */
public record ServiceReading(JsonNode service, JsonNode definition, List<JsonNode> logGroups, Optional<String> task) {

    /** What {@link #of} calls. */
    public static final Set<String> ACTIONS =
            NetworkChecks.union(List.of(Ecs.DEFINITION, Set.of("ecs:ListTasks", "logs:DescribeLogGroups")));

    private static final String INACTIVE = "INACTIVE";

    public ServiceReading {
        logGroups = List.copyOf(logGroups);
    }

    /**
     * Reads it.
     *
     * @throws NotSeenException if there is no such service, or it may not be read
     */
    public static ServiceReading of(About about, Account account) {
        Service service = Ecs.service(about, account);
        if (INACTIVE.equals(service.status())) {
            throw new NotSeenException("The service " + service.serviceName() + " was deleted.");
        }
        TaskDefinition definition = Ecs.definition(about, account);
        return new ServiceReading(
                Described.of(service),
                Described.of(definition),
                definition.containerDefinitions().stream()
                        .flatMap(ServiceReading::logGroup)
                        .distinct()
                        .flatMap(name -> logGroup(name, account))
                        .toList(),
                Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                        .flatMap(status -> tasks(service, status, account))
                        .findFirst());
    }

    private static Stream<String> logGroup(ContainerDefinition container) {
        return Stream.ofNullable(container.logConfiguration())
                .flatMap(logs -> Stream.ofNullable(logs.options().get("awslogs-group")));
    }

    private static Stream<JsonNode> logGroup(String name, Account account) {
        try {
            return account
                    .call(
                            Api.LOGS,
                            "DescribeLogGroups",
                            CloudWatchLogsClient::describeLogGroups,
                            DescribeLogGroupsRequest.builder()
                                    .logGroupNamePrefix(name)
                                    .build())
                    .logGroups()
                    .stream()
                    .filter(each -> name.equals(each.logGroupName()))
                    .map(Described::of);
        } catch (NotSeenException e) {
            return Stream.empty(); // the check of the log group says so
        }
    }

    private static Stream<String> tasks(Service service, DesiredStatus status, Account account) {
        try {
            return account
                    .call(
                            Api.ECS,
                            "ListTasks",
                            EcsClient::listTasks,
                            ListTasksRequest.builder()
                                    .cluster(service.clusterArn())
                                    .serviceName(service.serviceName())
                                    .desiredStatus(status)
                                    .build())
                    .taskArns()
                    .stream()
                    .map(Keys::lastSegment);
        } catch (NotSeenException e) {
            return Stream.empty(); // nothing is asked of its network then
        }
    }
}
