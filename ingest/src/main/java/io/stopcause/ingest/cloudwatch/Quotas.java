package io.stopcause.ingest.cloudwatch;

import java.util.Set;

/**
 * Requests a second that stopcause allows itself: half of what an account may make in a Region, since people and other
 * tools share it. From "CloudWatch Logs quotas" in AWS's documentation, April 2026; not adjustable.
 */
public final class Quotas {

    private static final Set<String> SLOW =
            Set.of("ap-northeast-3", "ap-southeast-3", "ca-west-1", "eu-central-1", "il-central-1");

    private static final double DESCRIBE_LOG_GROUPS = 10;

    private Quotas() {}

    /** Of {@code FilterLogEvents}, in a Region such as {@code eu-west-1}. */
    public static double filterLogEvents(String region) {
        if (SLOW.contains(region)) {
            return 5 / 2.0;
        }
        return (region.equals("us-east-1") ? 25 : 10) / 2.0;
    }

    static double describeLogGroups() {
        return DESCRIBE_LOG_GROUPS / 2;
    }
}
