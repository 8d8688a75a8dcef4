package io.stopcause.ingest.check.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a task needs a way to.
 *
 * @param name what a person calls it, such as {@code ecr.api}
 * @param host its name; a placeholder account does where any will do, since endpoints answer for whole domains
 * @param port TCP
 * @param service how names of its endpoint services end, such as {@code eu-west-1.ecr.api}; empty for the rest of the
 *     internet
 */
record Destination(String name, String host, int port, Optional<String> service) {

    static final String S3 = "s3";
    static final String DYNAMODB = "dynamodb";

    private static final int HTTPS = 443;
    private static final String INTERNET = "internet";
    /** Services whose endpoint is {@code SERVICE.REGION.amazonaws.com}. */
    private static final Set<String> PLAIN = Set.of(
            S3,
            DYNAMODB,
            "ecs",
            "kms",
            "logs",
            "monitoring",
            "secretsmanager",
            "sns",
            "sqs",
            "ssm",
            "ssmmessages",
            "sts");

    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+):(\\d{1,5})");

    /**
     * The places behind a name that rules use; all must be reached.
     *
     * @param service {@code ecr}, {@code s3}, {@code logs} and so on, {@code internet}, or {@code host:port}
     * @return empty where the name says nothing
     */
    static List<Destination> of(String service, String region) {
        String domain = region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        if (service.equals("ecr")) {
            return List.of(
                    new Destination("ecr.api", "api.ecr." + domain, HTTPS, Optional.of(region + ".ecr.api")),
                    new Destination("ecr.dkr", "account.dkr.ecr." + domain, HTTPS, Optional.of(region + ".ecr.dkr")));
        }
        if (service.equals(INTERNET)) {
            return List.of(new Destination("the internet", INTERNET, HTTPS, Optional.empty()));
        }
        if (PLAIN.contains(service)) {
            return List.of(
                    new Destination(service, service + "." + domain, HTTPS, Optional.of(region + "." + service)));
        }
        Matcher matcher = HOST_AND_PORT.matcher(service);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > Flow.Ports.ANY.last()) {
            return List.of();
        }
        return List.of(
                new Destination(service, matcher.group(1), Integer.parseInt(matcher.group(2)), Optional.empty()));
    }

    /** Whether a gateway endpoint can lead there. */
    boolean hasGatewayEndpoints() {
        return name.equals(S3) || name.equals(DYNAMODB);
    }

    /** The only address it can have, where the host is one. */
    Optional<Range> address() {
        return Range.isAddress(host) ? Optional.of(Range.of(host)) : Optional.empty();
    }
}
