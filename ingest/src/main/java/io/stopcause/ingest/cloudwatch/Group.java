package io.stopcause.ingest.cloudwatch;

/**
 * A log group as it was found.
 *
 * @param account twelve digits
 * @param region such as {@code eu-west-1}
 * @param name such as {@code /ecs/web}
 */
record Group(String account, String region, String name) {

    /** Reads {@code arn:partition:logs:region:account:log-group:name:*}. */
    static Group of(String arn, String name) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? new Group(parts[4], parts[3], name) : new Group("", "", name);
    }

    /** Under which its checkpoint is kept. */
    String checkpointName() {
        return "cloudwatch:" + account + "/" + region + "/" + name;
    }
}
