package io.stopcause.notifier.message;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Incident.FailedTask;
import io.stopcause.model.Redaction;
import io.stopcause.model.Scope;
import io.stopcause.model.Surface;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages of the AWS console that show what an incident is about. Every partition has a console of its own; those that
 * are cut off from the internet have none that could be linked to.
 */
final class ConsoleLinks {

    private static final String REST_OF_THE_WORLD = "console.aws.amazon.com";
    private static final Map<String, String> CONSOLES = Map.of(
            "cn-", "console.amazonaws.cn",
            "us-gov-", "console.amazonaws-us-gov.com",
            "eusc-", "console.amazonaws-eusc.eu");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2}");
    private static final String CUT_OFF = ".*-iso[a-z]?-.*";

    /** What AWS allows as names of clusters, services, tasks and log groups. */
    private static final Pattern NAME = Pattern.compile("[\\w./#-]{1,512}");

    /** Names of groups and streams hold no colon. */
    private static final Pattern STREAM = Pattern.compile("([\\w./#-]{1,512}):([^:*\\p{Cntrl}]{1,512})");

    private static final Set<String> LOGS = Set.of(Surface.APP_LOG.wire(), Surface.AGENT_LOG.wire());
    private static final Duration AROUND = Duration.ofMinutes(5);

    private final String base;
    private final String region;

    private ConsoleLinks(String region) {
        this.base = "https://" + region + "."
                + CONSOLES.entrySet().stream()
                        .filter(console -> region.startsWith(console.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(REST_OF_THE_WORLD);
        this.region = region;
    }

    /** Log stream at the time of the decisive line, newest failed task, service: as many of them as are known. */
    static List<Message.Link> of(Incident incident) {
        String region = incident.headline().scope().region();
        return REGION.matcher(region).matches() && !region.matches(CUT_OFF)
                ? new ConsoleLinks(region).links(incident)
                : List.of();
    }

    private List<Message.Link> links(Incident incident) {
        Scope scope = incident.headline().scope();
        List<Message.Link> links = new ArrayList<>();
        log(incident).ifPresent(address -> links.add(new Message.Link("Log", address)));
        scope.cluster().filter(ConsoleLinks::isName).ifPresent(cluster -> {
            newest(incident.reach().tasks())
                    .map(FailedTask::taskId)
                    .filter(ConsoleLinks::isName)
                    .ifPresent(task -> links.add(
                            new Message.Link("Task", inCluster(cluster, "tasks/" + task + "/configuration"))));
            links.add(scope.service()
                    .filter(ConsoleLinks::isName)
                    .map(service -> new Message.Link("Service", inCluster(cluster, "services/" + service + "/health")))
                    .orElseGet(() -> new Message.Link("Cluster", inCluster(cluster, "tasks"))));
        });
        return links;
    }

    /** Within an address a secret could not be told from its surroundings any more. */
    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && isHarmless(text);
    }

    private static boolean isHarmless(String text) {
        return Redaction.of(text).equals(text);
    }

    private String inCluster(String cluster, String page) {
        return base + "/ecs/v2/clusters/" + cluster + "/" + page + "?region=" + region;
    }

    private static Optional<FailedTask> newest(List<FailedTask> tasks) {
        return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.get(tasks.size() - 1));
    }

    private Optional<String> log(Incident incident) {
        return incident.diagnosis().evidence().supporting().stream()
                .filter(item -> LOGS.contains(item.source()))
                .flatMap(item -> log(item).stream())
                .findFirst()
                .or(() -> incident.headline()
                        .scope()
                        .logGroup()
                        .filter(ConsoleLinks::isName)
                        .map(this::group));
    }

    private Optional<String> log(Evidence.Item item) {
        Matcher place = STREAM.matcher(item.place());
        return place.matches() && isHarmless(item.place())
                ? Optional.of(group(place.group(1)) + "/log-events/" + inFragment(place.group(2))
                        + item.time().map(ConsoleLinks::around).orElse(""))
                : Optional.empty();
    }

    private String group(String name) {
        return base + "/cloudwatch/home?region=" + region + "#logsV2:log-groups/log-group/" + inFragment(name);
    }

    private static String around(Instant time) {
        return "$3Fstart$3D" + time.minus(AROUND).toEpochMilli() + "$26end$3D"
                + time.plus(AROUND).toEpochMilli();
    }

    /** The console's pages for logs decode what stands behind the {@code #} twice, with {@code $} for the percent sign. */
    private static String inFragment(String text) {
        return encode(encode(text)).replace('%', '$');
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
