package io.stopcause.ingest.check.capacity;

import io.stopcause.ingest.check.About;
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
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;

/** The instances of a cluster that take tasks. */
final class Fleet {

    static final Set<String> ACTIONS = Set.of("ecs:ListContainerInstances", "ecs:DescribeContainerInstances");

    /** As many as one call describes. */
    private static final int PAGE = 100;

    private final String name;
    private final Account account;

    private Fleet(String name, Account account) {
        this.name = name;
        this.account = account;
    }

    /**
     * The cluster of the question or its scope.
     *
     * @throws NotSeenException if it names none
     */
    static Fleet of(About about, Account account) {
        return new Fleet(
                about.cluster().orElseThrow(() -> new NotSeenException("The question names no cluster.")), account);
    }

    String name() {
        return name;
    }

    /** ARNs of the active ones; with an expression of ECS's query language, those that satisfy it. */
    List<String> list(Optional<String> expression) {
        try {
            return Pages.all("instances in " + name, token -> {
                var page = account.call(
                        Api.ECS,
                        "ListContainerInstances",
                        EcsClient::listContainerInstances,
                        ListContainerInstancesRequest.builder()
                                .cluster(name)
                                .status(ContainerInstanceStatus.ACTIVE)
                                .filter(expression.orElse(null))
                                .maxResults(PAGE)
                                .nextToken(token.orElse(null))
                                .build());
                if (!page.hasContainerInstanceArns()) {
                    throw NotSeenException.absurd("ecs:ListContainerInstances");
                }
                return new Page<>(page.containerInstanceArns(), page.nextToken());
            });
        } catch (ClusterNotFoundException e) {
            throw new NotSeenException("There is no cluster " + name + " in " + account.region() + ".", e);
        }
    }

    /** All active ones. */
    List<ContainerInstance> instances() {
        List<String> arns = list(Optional.empty());
        List<ContainerInstance> described = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += PAGE) {
            described.addAll(account.call(
                            Api.ECS,
                            "DescribeContainerInstances",
                            EcsClient::describeContainerInstances,
                            DescribeContainerInstancesRequest.builder()
                                    .cluster(name)
                                    .containerInstances(arns.subList(from, Math.min(arns.size(), from + PAGE)))
                                    .build())
                    .containerInstances());
        }
        if (described.isEmpty() && !arns.isEmpty()) {
            throw NotSeenException.absurd("ecs:DescribeContainerInstances");
        }
        return described;
    }

    /** What people call an instance. */
    static String name(ContainerInstance instance) {
        return Optional.ofNullable(instance.ec2InstanceId())
                .or(() -> Optional.ofNullable(instance.containerInstanceArn()))
                .orElse("an instance");
    }
}
