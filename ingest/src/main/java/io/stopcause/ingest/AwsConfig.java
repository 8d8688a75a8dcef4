package io.stopcause.ingest;

import java.net.URI;
import java.util.Optional;

/**
 * Where AWS is. Credentials are found as the AWS SDK finds them: environment, profile, container or instance role.
 *
 * @param region such as {@code eu-west-1}; without it as the SDK finds it ({@code AWS_REGION}, the profile, the instance)
 * @param endpoint replaces AWS's own address, for emulators and VPC endpoints
 */
public record AwsConfig(Optional<String> region, Optional<URI> endpoint) {

    /** All by the SDK's own conventions. */
    public static final AwsConfig DEFAULT = new AwsConfig(Optional.empty(), Optional.empty());
}
