package io.stopcause.ingest.install;

/**
 * Where an installation is. A part may be a reference of a template language, or {@code *} in a policy, instead of a
 * value.
 *
 * @param partition such as {@code aws} or {@code aws-cn}
 * @param region such as {@code eu-west-1}
 * @param account twelve digits
 */
public record Place(String partition, String region, String account) {

    /** An account in a Region; the Region says the partition. */
    public static Place of(String region, String account) {
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return new Place(partition, region, account);
    }

    /** The ARN of what belongs to a Region. */
    public String arn(String service, String resource) {
        return String.join(":", "arn", partition, service, region, account, resource);
    }

    /** The ARN of what IAM has, which belongs to no Region. */
    public String roleArn(String role) {
        return String.join(":", "arn", partition, "iam", "", account, "role/" + role);
    }
}
