package io.stopcause.ingest.check.service;

import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.network.Pages;
import io.stopcause.ingest.check.network.Pages.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks that ECS wants to run in a cluster. */
public final class RunningTasks {

    /** What {@link #of} calls. */
    public static final Set<String> ACTIONS = Set.of("ecs:ListTasks", "ecs:DescribeTasks");

    /** As many as one call lists or describes. */
    private static final int PAGE = 100;

    private RunningTasks() {}

    /**
     * All of them, or those of one launch type. Those that end while they are described may be missing.
     *
     * @throws NotSeenException if there are more than a thousand, or AWS contradicts itself
     */
    public static List<Task> of(String cluster, Optional<LaunchType> type, Account account) {
        List<String> arns = Pages.all("tasks in " + cluster, token -> {
            var page = account.call(
                    Api.ECS,
                    "ListTasks",
                    EcsClient::listTasks,
                    ListTasksRequest.builder()
                            .cluster(cluster)
                            .launchType(type.orElse(null))
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null))
                            .build());
            if (!page.hasTaskArns()) {
                throw NotSeenException.absurd("ecs:ListTasks");
            }
            return new Page<>(page.taskArns(), page.nextToken());
        });
        List<Task> tasks = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += PAGE) {
            tasks.addAll(account.call(
                            Api.ECS,
                            "DescribeTasks",
                            EcsClient::describeTasks,
                            DescribeTasksRequest.builder()
                                    .cluster(cluster)
                                    .tasks(arns.subList(from, Math.min(arns.size(), from + PAGE)))
                                    .build())
                    .tasks());
        }
        if (tasks.isEmpty() && !arns.isEmpty()) {
            throw NotSeenException.absurd("ecs:DescribeTasks");
        }
        return tasks;
    }
}
