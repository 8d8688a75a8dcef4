package io.stopcause.ingest.check.capacity;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.capacity.Want.Dimension;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;

/** Is there room for the task on some instance? */
final class RoomLook {

    private static final int NAMED = 3;

    private RoomLook() {}

    /** Of one resource if the question names one: no where no instance has enough, yes where one has all. */
    static Seen room(About about, Account account) {
        Fleet cluster = Fleet.of(about, account);
        Want want = Want.of(Ecs.definition(about, account));
        Optional<Dimension> dimension = about.get("resource").map(RoomLook::dimension);
        List<ContainerInstance> instances = some(cluster);
        Optional<ContainerInstance> fitting =
                instances.stream().filter(each -> want.lacks(each).isEmpty()).findFirst();
        if (fitting.isPresent()) {
            return Pending.judge(
                    true,
                    "The instance " + Fleet.name(fitting.get()) + " of " + cluster.name() + " has room for the task.",
                    about,
                    account);
        }
        Function<ContainerInstance, List<String>> lacks = dimension
                .<Function<ContainerInstance, List<String>>>map(
                        one -> each -> want.lacks(each, one).stream().toList())
                .orElse(want::lacks);
        if (instances.stream().allMatch(each -> !lacks.apply(each).isEmpty())) {
            return Pending.judge(
                            false,
                            "No instance of " + cluster.name() + " has room for the task: " + closest(instances, lacks)
                                    + ".",
                            about,
                            account)
                    .with("closestInstance", closest(instances, lacks));
        }
        return Seen.unknown("Some instances of " + cluster.name() + " have enough of what was asked for, but not of all"
                + " else: " + closest(instances, want::lacks) + ".");
    }

    /** Are the fixed host ports of the task free somewhere? */
    static Seen ports(About about, Account account) {
        Fleet cluster = Fleet.of(about, account);
        Want want = Want.of(Ecs.definition(about, account));
        if (want.ports().isEmpty()) {
            throw new NotSeenException("The task definition fixes no host port.");
        }
        return judge(
                cluster,
                "free host ports for the task",
                each -> want.taken(each).stream()
                        .sorted()
                        .map(port -> "port " + port + " taken")
                        .toList(),
                about,
                account);
    }

    /** Has some instance all attributes that the task requires? */
    static Seen attributes(About about, Account account) {
        Fleet cluster = Fleet.of(about, account);
        Want want = Want.of(Ecs.definition(about, account));
        return judge(
                cluster,
                "all attributes that the task requires",
                each -> want.missing(each).stream()
                        .map(name -> "no attribute " + name)
                        .toList(),
                about,
                account);
    }

    private static Seen judge(
            Fleet cluster, String what, Function<ContainerInstance, List<String>> lacks, About about, Account account) {
        List<ContainerInstance> instances = some(cluster);
        Optional<ContainerInstance> fitting =
                instances.stream().filter(each -> lacks.apply(each).isEmpty()).findFirst();
        String sentence = fitting.map(
                        each -> "The instance " + Fleet.name(each) + " of " + cluster.name() + " has " + what + ".")
                .orElseGet(() ->
                        "No instance of " + cluster.name() + " has " + what + ": " + closest(instances, lacks) + ".");
        return Pending.judge(fitting.isPresent(), sentence, about, account);
    }

    private static List<ContainerInstance> some(Fleet cluster) {
        List<ContainerInstance> instances = cluster.instances();
        if (instances.isEmpty()) {
            throw new NotSeenException("The cluster " + cluster.name() + " has no active instance at all.");
        }
        return instances;
    }

    /** What stands in the way on those that come closest. */
    private static String closest(List<ContainerInstance> instances, Function<ContainerInstance, List<String>> lacks) {
        return instances.stream()
                .sorted(Comparator.<ContainerInstance, Integer>comparing(
                                each -> lacks.apply(each).size())
                        .thenComparing(Fleet::name))
                .limit(NAMED)
                .map(each -> Fleet.name(each) + " (" + String.join(", ", lacks.apply(each)) + ")")
                .collect(Collectors.joining("; "));
    }

    private static Dimension dimension(String resource) {
        return Stream.of(Dimension.values())
                .filter(each -> each.name().equals(resource))
                .findFirst()
                .orElseThrow(() ->
                        new NotSeenException("ECS does not say how much an instance has left of " + resource + "."));
    }
}
