package io.stopcause.ingest.check.capacity;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.network.Pages;
import io.stopcause.ingest.check.network.Pages.Page;
import io.stopcause.ingest.check.service.RunningTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;

/**
 * Is there room below the account's quota of Fargate's processors? What runs is counted task by task; where tasks start and
 * end while it is counted, and for all other quotas, nothing is said.
 */
final class QuotaLook {

    static final Set<String> ACTIONS =
            Set.of("servicequotas:GetServiceQuota", "ecs:ListClusters", "ecs:ListTasks", "ecs:DescribeTasks");

    private static final String ON_DEMAND = "L-3032A538";
    private static final double UNITS_OF_A_CPU = 1024;

    private QuotaLook() {}

    static Seen at(About about, Account account) {
        String quota = about.need("quota").strip();
        if (!quota.toLowerCase(Locale.ROOT).startsWith("vcpu")) {
            throw new NotSeenException("Which quota '" + quota + "' is, and how much of it is used, cannot be told.");
        }
        double limit = limit(account);
        double used = tasks(account).stream().mapToDouble(QuotaLook::processors).sum();
        String sentence = "Of the %s vCPUs that the account may run on Fargate in %s, %s run by now"
                .formatted(number(limit), account.region(), number(used));
        return (used >= limit
                        ? Seen.no(sentence + ".")
                        : Seen.unknown(sentence + "; how many more were asked for is not known."))
                .with("quotaValue", number(limit))
                .with("quotaUsed", number(used));
    }

    private static double limit(Account account) {
        try {
            return Optional.ofNullable(account.call(
                                    Api.QUOTAS,
                                    "GetServiceQuota",
                                    ServiceQuotasClient::getServiceQuota,
                                    GetServiceQuotaRequest.builder()
                                            .serviceCode("fargate")
                                            .quotaCode(ON_DEMAND)
                                            .build())
                            .quota())
                    .map(each -> each.value())
                    .orElseThrow(() -> NotSeenException.absurd("servicequotas:GetServiceQuota"));
        } catch (NoSuchResourceException e) {
            throw new NotSeenException("Service Quotas knows no quota of Fargate in " + account.region() + ".", e);
        }
    }

    private static List<Task> tasks(Account account) {
        List<String> clusters = Pages.all("clusters", token -> {
            var page = account.call(
                    Api.ECS,
                    "ListClusters",
                    EcsClient::listClusters,
                    ListClustersRequest.builder().nextToken(token.orElse(null)).build());
            return new Page<>(page.clusterArns(), page.nextToken());
        });
        List<Task> tasks = new ArrayList<>();
        clusters.forEach(cluster -> tasks.addAll(RunningTasks.of(cluster, Optional.of(LaunchType.FARGATE), account)));
        return tasks;
    }

    /** Spot has a quota of its own. */
    private static double processors(Task task) {
        if (String.valueOf(task.capacityProviderName()).equals("FARGATE_SPOT")) {
            return 0;
        }
        try {
            return Integer.parseInt(String.valueOf(task.cpu())) / UNITS_OF_A_CPU;
        } catch (NumberFormatException e) {
            throw new NotSeenException("How many vCPUs the task " + task.taskArn() + " has is not said.", e);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
