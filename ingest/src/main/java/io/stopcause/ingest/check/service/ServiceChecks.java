package io.stopcause.ingest.check.service;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Check;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import io.stopcause.model.Keys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.GetInstancesHealthStatusRequest;
import software.amazon.awssdk.services.servicediscovery.model.HealthStatus;

/**
 * What can be asked of a service. Most of it may have been mended since the failure; so what is as it should be decides
 * nothing.
 */
public final class ServiceChecks {

    public static final List<Check> ALL = List.of(
            new Check(
                    "service-exists", "Is there such a service?", Set.of(Ecs.DESCRIBE_SERVICES), ServiceChecks::exists),
            new Check(
                    "deployment-controller-is",
                    "Do deployments of the service go by this controller?",
                    Set.of(Ecs.DESCRIBE_SERVICES),
                    ServiceChecks::controller),
            new Check(
                    "deployment-limits-allow-a-step",
                    "Do the deployment's limits let a task stop or one more start?",
                    Set.of(Ecs.DESCRIBE_SERVICES),
                    ServiceChecks::limits),
            new Check(
                    "deployment-alarm-fired",
                    "Is an alarm that the service's deployments watch in alarm?",
                    Set.of(Ecs.DESCRIBE_SERVICES, "cloudwatch:DescribeAlarms"),
                    ServiceChecks::alarms),
            new Check(
                    "tasks-are-protected",
                    "Are tasks of the service protected from being stopped?",
                    Set.of("ecs:ListTasks", "ecs:GetTaskProtection"),
                    ServiceChecks::protection),
            new Check(
                    "discovery-instance-healthy",
                    "Is every instance healthy that service discovery knows of the service?",
                    Set.of(Ecs.DESCRIBE_SERVICES, "servicediscovery:GetInstancesHealthStatus"),
                    ServiceChecks::discovery),
            new Check(
                    "memory-below-limit",
                    "Has the service used less memory than its tasks may?",
                    Set.of("cloudwatch:GetMetricStatistics"),
                    MemoryLook::at),
            new Check(
                    "services-sharing",
                    "Which other services run with the image, secret, role, subnet or instance?",
                    SharingLook.ACTIONS,
                    SharingLook::at));

    private static final String INACTIVE = "INACTIVE";
    private static final int PERCENT = 100;
    private static final int MOST = 100;

    private ServiceChecks() {}

    private static Seen exists(About about, Account account) {
        String name = about.service().orElseThrow(() -> new NotSeenException("The question names no service."));
        String where = "service " + name + " in the cluster " + about.cluster().orElse("default");
        return Ecs.find(name, about, account)
                .filter(service -> !INACTIVE.equals(service.status()))
                .map(service -> Seen.unknown("There is a " + where + "; something else may be missing."))
                .orElseGet(() -> Seen.no("There is no " + where + "."));
    }

    private static Seen controller(About about, Account account) {
        String wanted = about.need("controller");
        Service service = Ecs.service(about, account);
        String type = Optional.ofNullable(service.deploymentController())
                .map(DeploymentController::typeAsString)
                .orElse(DeploymentControllerType.ECS.toString());
        String sentence = "Deployments of " + service.serviceName() + " go by the controller " + type;
        return (type.equals(wanted)
                        ? Seen.unknown(sentence + ", which does not say what was called for.")
                        : Seen.no(sentence + ", not by " + wanted + "."))
                .with("controller", type);
    }

    /** ECS rounds the lower limit up and the upper one down ("Rolling update" of its Developer Guide). */
    private static Seen limits(About about, Account account) {
        Service service = Ecs.service(about, account);
        DeploymentConfiguration limits = service.deploymentConfiguration();
        Integer desired = service.desiredCount();
        if (limits == null
                || desired == null
                || limits.minimumHealthyPercent() == null
                || limits.maximumPercent() == null) {
            throw NotSeenException.absurd(Ecs.DESCRIBE_SERVICES);
        }
        if (desired == 0 || service.schedulingStrategy() == SchedulingStrategy.DAEMON) {
            throw new NotSeenException("The service " + service.serviceName() + " wants no certain number of tasks.");
        }
        long least = -Math.floorDiv(-(long) desired * limits.minimumHealthyPercent(), PERCENT);
        long most = Math.floorDiv((long) desired * limits.maximumPercent(), PERCENT);
        String sentence = "Of " + desired + " tasks of " + service.serviceName() + " at least " + least
                + " have to run and at most " + most + " may (" + limits.minimumHealthyPercent() + " % and "
                + limits.maximumPercent() + " %)";
        return least >= desired && most <= desired
                ? Seen.no(sentence + ": none may be stopped and none more be started.")
                : Seen.unknown(sentence + ", which leaves room by now.");
    }

    private static Seen alarms(About about, Account account) {
        Service service = Ecs.service(about, account);
        List<String> names = Optional.ofNullable(service.deploymentConfiguration())
                .map(DeploymentConfiguration::alarms)
                .map(alarms -> alarms.alarmNames())
                .orElse(List.of());
        if (names.isEmpty()) {
            throw new NotSeenException("Deployments of " + service.serviceName() + " watch no alarms by now.");
        }
        List<MetricAlarm> all = account.call(
                        Api.CLOUDWATCH,
                        "DescribeAlarms",
                        CloudWatchClient::describeAlarms,
                        DescribeAlarmsRequest.builder().alarmNames(names).build())
                .metricAlarms();
        return all.stream()
                .filter(each -> each.stateValue() == StateValue.ALARM)
                .findFirst()
                .map(each -> Seen.yes("The alarm " + each.alarmName() + " is in alarm since "
                                + each.stateUpdatedTimestamp() + ": " + each.stateReason())
                        .with("alarm", String.valueOf(each.alarmName())))
                .orElseGet(() -> Seen.unknown("None of the alarms " + String.join(", ", names)
                        + " is in alarm by now, which does not say what they were then."));
    }

    private static Seen protection(About about, Account account) {
        String service = about.service().orElseThrow(() -> new NotSeenException("The question names no service."));
        String cluster = about.cluster().orElse("default");
        List<String> tasks = account.call(
                        Api.ECS,
                        "ListTasks",
                        EcsClient::listTasks,
                        ListTasksRequest.builder()
                                .cluster(cluster)
                                .serviceName(Keys.lastSegment(service))
                                .maxResults(MOST)
                                .build())
                .taskArns();
        if (tasks.isEmpty()) {
            throw new NotSeenException("The service " + service + " has no tasks by now.");
        }
        String guarded = account
                .call(
                        Api.ECS,
                        "GetTaskProtection",
                        EcsClient::getTaskProtection,
                        GetTaskProtectionRequest.builder()
                                .cluster(cluster)
                                .tasks(tasks)
                                .build())
                .protectedTasks()
                .stream()
                .filter(each -> Boolean.TRUE.equals(each.protectionEnabled()))
                .map(ProtectedTask::taskArn)
                .map(Keys::lastSegment)
                .sorted()
                .collect(Collectors.joining(" "));
        return guarded.isEmpty()
                ? Seen.unknown("None of " + tasks.size() + " tasks of " + service + " is protected by now.")
                : Seen.yes("Tasks of " + service + " are protected: " + guarded + ".")
                        .with("task", guarded.split(" ", 2)[0]);
    }

    private static Seen discovery(About about, Account account) {
        Service service = Ecs.service(about, account);
        List<String> registries = service.serviceRegistries().stream()
                .flatMap(each -> Optional.ofNullable(each.registryArn()).stream())
                .toList();
        if (registries.isEmpty()) {
            throw new NotSeenException("The service " + service.serviceName() + " is in no service discovery.");
        }
        List<String> sick = registries.stream()
                .map(Keys::lastSegment)
                .flatMap(id -> account
                        .call(
                                Api.SERVICE_DISCOVERY,
                                "GetInstancesHealthStatus",
                                ServiceDiscoveryClient::getInstancesHealthStatus,
                                GetInstancesHealthStatusRequest.builder()
                                        .serviceId(id)
                                        .build())
                        .status()
                        .entrySet()
                        .stream())
                .filter(each -> each.getValue() == HealthStatus.UNHEALTHY)
                .map(each -> each.getKey())
                .sorted()
                .toList();
        return sick.isEmpty()
                ? Seen.unknown("Service discovery calls no instance of " + service.serviceName() + " unhealthy by now.")
                : Seen.no("Service discovery calls unhealthy: " + String.join(", ", sick) + ".");
    }
}
