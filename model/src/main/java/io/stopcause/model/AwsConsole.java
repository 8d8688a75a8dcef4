package io.stopcause.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of pages of the AWS console in one Region. Every partition has a console of its own; those that are cut off
 * from the internet have none that could be linked to. A name that AWS does not allow, or that holds a secret, gets no
 * address: within one a secret could not be told from its surroundings any more.
 */
public final class AwsConsole {

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

    private static final Duration AROUND = Duration.ofMinutes(5);

    private final String base;
    private final String region;

    private AwsConsole(String region) {
        this.base = "https://" + region + "."
                + CONSOLES.entrySet().stream()
                        .filter(console -> region.startsWith(console.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(REST_OF_THE_WORLD);
        this.region = region;
    }

    /** The console of a Region; empty where there is none. */
    public static Optional<AwsConsole> of(String region) {
        return REGION.matcher(region).matches() && !region.matches(CUT_OFF)
                ? Optional.of(new AwsConsole(region))
                : Optional.empty();
    }

    /** A task. */
    public Optional<String> task(String cluster, String id) {
        return isName(cluster) && isName(id)
                ? Optional.of(inCluster(cluster, "tasks/" + id + "/configuration"))
                : Optional.empty();
    }

    /** A service's health. */
    public Optional<String> service(String cluster, String name) {
        return isName(cluster) && isName(name)
                ? Optional.of(inCluster(cluster, "services/" + name + "/health"))
                : Optional.empty();
    }

    /** All tasks of a cluster. */
    public Optional<String> tasks(String cluster) {
        return isName(cluster) ? Optional.of(inCluster(cluster, "tasks")) : Optional.empty();
    }

    /** A log group. */
    public Optional<String> logGroup(String name) {
        return isName(name) ? Optional.of(group(name)) : Optional.empty();
    }

    /**
     * The lines of a stream around a time.
     *
     * @param place {@code group:stream}, as evidence names it
     */
    public Optional<String> log(String place, Optional<Instant> time) {
        Matcher parts = STREAM.matcher(place);
        return parts.matches() && isHarmless(place)
                ? Optional.of(group(parts.group(1)) + "/log-events/" + inFragment(parts.group(2))
                        + time.map(AwsConsole::around).orElse(""))
                : Optional.empty();
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && isHarmless(text);
    }

    private static boolean isHarmless(String text) {
        return Redaction.of(text).equals(text);
    }

    private String inCluster(String cluster, String page) {
        return base + "/ecs/v2/clusters/" + cluster + "/" + page + "?region=" + region;
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
