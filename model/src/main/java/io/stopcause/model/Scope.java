package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * How far an incident belongs together: a service, else a task definition family, else a log group.
 *
 * @param account twelve digits, or empty where the input does not say
 * @param region such as {@code eu-west-1}, or empty
 * @param cluster name of the cluster
 * @param service name of the service
 * @param family task definition family, for tasks without a service
 * @param logGroup for logs that no task is known to write
 */
public record Scope(
        String account,
        String region,
        Optional<String> cluster,
        Optional<String> service,
        Optional<String> family,
        Optional<String> logGroup) {

    /** Where nothing real happens: failures of it are invented, to see whether the way to people works. */
    public static final Scope CANARY = ofService("000000000000", "stopcause", "stopcause-canary", "canary");

    /** A name that is empty is as good as none. */
    public Scope {
        cluster = cluster.filter(name -> !name.isEmpty());
        service = service.filter(name -> !name.isEmpty());
        family = family.filter(name -> !name.isEmpty());
        logGroup = logGroup.filter(name -> !name.isEmpty());
    }

    public static Scope ofService(String account, String region, String cluster, String service) {
        return new Scope(
                account, region, Optional.of(cluster), Optional.of(service), Optional.empty(), Optional.empty());
    }

    public static Scope ofFamily(String account, String region, String cluster, String family) {
        return new Scope(
                account, region, Optional.of(cluster), Optional.empty(), Optional.of(family), Optional.empty());
    }

    public static Scope ofCluster(String account, String region, String cluster) {
        return new Scope(account, region, Optional.of(cluster), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Scope ofLogGroup(String account, String region, String logGroup) {
        return new Scope(account, region, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(logGroup));
    }

    /** The record key: {@code account/region/cluster/service}, or with {@code family:} or {@code log:} as its end. */
    @JsonIgnore
    public String key() {
        String end = service.or(() -> family.map(name -> "family:" + name))
                .or(() -> logGroup.map(name -> "log:" + name))
                .orElse("");
        return account + "/" + region + "/" + cluster.orElse("") + "/" + end;
    }

    /** Whether its failures are invented, so that they must reach no person and stand in no list. */
    @JsonIgnore
    public boolean isCanary() {
        return account.equals(CANARY.account) && cluster.equals(CANARY.cluster);
    }

    /** What a person calls it: the service, family, log group or cluster. */
    @JsonIgnore
    public String name() {
        return service.or(() -> family)
                .or(() -> logGroup)
                .or(() -> cluster)
                .orElse(region.isEmpty() ? "input" : region);
    }
}
