package io.stopcause.ingest.check;

import io.stopcause.ingest.check.balancer.BalancerChecks;
import io.stopcause.ingest.check.capacity.CapacityChecks;
import io.stopcause.ingest.check.definition.DefinitionChecks;
import io.stopcause.ingest.check.definition.TaskChecks;
import io.stopcause.ingest.check.image.ImageChecks;
import io.stopcause.ingest.check.network.NetworkChecks;
import io.stopcause.ingest.check.resource.ResourceChecks;
import io.stopcause.ingest.check.role.RoleChecks;
import io.stopcause.ingest.check.secret.SecretChecks;
import io.stopcause.ingest.check.service.ServiceChecks;
import io.stopcause.ingest.check.storage.StorageChecks;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that stopcause can look at by itself. */
public final class Checks {

    /** In the order of the documentation. */
    public static final List<Check> ALL = Stream.of(
                    ImageChecks.ALL,
                    RoleChecks.ALL,
                    SecretChecks.ALL,
                    DefinitionChecks.ALL,
                    TaskChecks.ALL,
                    ResourceChecks.ALL,
                    NetworkChecks.ALL,
                    BalancerChecks.ALL,
                    CapacityChecks.ALL,
                    StorageChecks.ALL,
                    ServiceChecks.ALL)
            .flatMap(List::stream)
            .toList();

    private Checks() {}

    static Map<String, Check> byName(List<Check> checks) {
        return checks.stream().collect(Collectors.toUnmodifiableMap(Check::name, Function.identity()));
    }
}
