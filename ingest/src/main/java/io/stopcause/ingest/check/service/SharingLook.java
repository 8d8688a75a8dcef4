package io.stopcause.ingest.check.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Described;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Which other services run with a thing that one of them failed of. It looks at the tasks that ECS wants to run in the
 * cluster, and for what only a task definition tells, at most {@value #REVISIONS} of those.
 */
final class SharingLook {

    static final Set<String> ACTIONS =
            Set.of("ecs:ListTasks", "ecs:DescribeTasks", "ecs:DescribeTaskDefinition", "ecs:ListContainerInstances");

    private static final int REVISIONS = 40;
    private static final String SERVICE = "service:";

    private final About about;
    private final Account account;
    private final String cluster;
    private final Map<String, Boolean> definitions = new TreeMap<>();
    private final Map<String, List<String>> hosts = new TreeMap<>();

    private SharingLook(About about, Account account) {
        this.about = about;
        this.account = account;
        this.cluster = about.cluster().orElseThrow(() -> new NotSeenException("The question names no cluster."));
    }

    static Seen at(About about, Account account) {
        return new SharingLook(about, account).seen();
    }

    private Seen seen() {
        Thing thing = thing();
        Map<String, Integer> others = new TreeMap<>();
        for (Task task : RunningTasks.of(cluster, Optional.empty(), account)) {
            String group = Optional.ofNullable(task.group()).orElse("");
            String service = group.startsWith(SERVICE) ? group.substring(SERVICE.length()) : "";
            if (!service.isEmpty() && !about.service().equals(Optional.of(service)) && thing.has.test(task)) {
                others.merge(service, 1, Integer::sum);
            }
        }
        return (others.isEmpty()
                        ? Seen.no("No other service of the cluster " + cluster + " runs with the " + thing.name + ".")
                        : Seen.yes("With the " + thing.name + " run in the cluster " + cluster + " as well: "
                                + String.join(", ", others.keySet()) + "."))
                .with("thing", thing.name)
                .with("services", String.join(" ", others.keySet()));
    }

    /** What is shared, in words, and how to see it. */
    private record Thing(String name, Predicate<Task> has) {}

    private Thing thing() {
        return named("image", this::runs)
                .or(() -> named("subnet", (task, subnet) -> task.attachments().stream()
                        .flatMap(attachment -> attachment.details().stream())
                        .anyMatch(detail -> subnet.equals(detail.value()))))
                .or(() -> named("instance", this::isOn))
                .or(() -> named("secret", this::isDefinedWith))
                .or(() -> named("role", this::isDefinedWith))
                .orElseThrow(() -> new NotSeenException("The question names nothing that services share."));
    }

    private Optional<Thing> named(String kind, BiPredicate<Task, String> has) {
        return about.get(kind).map(value -> new Thing(kind + " " + value, task -> has.test(task, value)));
    }

    /** By its digest where that is known: a tag may have been moved between two starts. */
    private boolean runs(Task task, String image) {
        Optional<String> digest = about.get("digest");
        return task.containers().stream().anyMatch(container -> digest.filter(known -> container.imageDigest() != null)
                .map(known -> known.equals(container.imageDigest()))
                .orElseGet(() -> image.equals(container.image())));
    }

    private boolean isOn(Task task, String instance) {
        return task.containerInstanceArn() != null
                && hosts.computeIfAbsent(instance, this::hosts).contains(task.containerInstanceArn());
    }

    /** What ECS calls an instance of EC2. */
    private List<String> hosts(String instance) {
        var page = account.call(
                Api.ECS,
                "ListContainerInstances",
                EcsClient::listContainerInstances,
                ListContainerInstancesRequest.builder()
                        .cluster(cluster)
                        .filter("ec2InstanceId == '" + instance + "'")
                        .build());
        if (!page.hasContainerInstanceArns()) {
            throw NotSeenException.absurd("ecs:ListContainerInstances");
        }
        return page.containerInstanceArns();
    }

    private boolean isDefinedWith(Task task, String value) {
        String revision = Optional.ofNullable(task.taskDefinitionArn()).orElse("");
        if (!definitions.containsKey(revision) && definitions.size() == REVISIONS) {
            throw new NotSeenException("More than " + REVISIONS + " revisions run in the cluster " + cluster
                    + ": too many to look through.");
        }
        return definitions.computeIfAbsent(revision, name -> isNamedIn(definition(name), value));
    }

    private JsonNode definition(String revision) {
        DescribeTaskDefinitionRequest request =
                DescribeTaskDefinitionRequest.builder().taskDefinition(revision).build();
        return Optional.ofNullable(account.callForLasting(
                                Api.ECS, "DescribeTaskDefinition", EcsClient::describeTaskDefinition, request)
                        .taskDefinition())
                .map(Described::of)
                .orElseThrow(() -> NotSeenException.absurd("ecs:DescribeTaskDefinition"));
    }

    /** As it stands, as an ARN of that name, or with a key or version behind it. */
    private static boolean isNamedIn(JsonNode node, String value) {
        if (node.isTextual()) {
            String text = node.asText();
            return text.equals(value)
                    || text.startsWith(value + ":")
                    || (text.startsWith("arn:")
                            && (text.endsWith("/" + value) || text.contains(":secret:" + value + "-")));
        }
        for (JsonNode child : node) {
            if (isNamedIn(child, value)) {
                return true;
            }
        }
        return false;
    }
}
