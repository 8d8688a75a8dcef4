package io.stopcause.ingest;

import io.stopcause.model.Ids;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Where AWS is. Credentials are found as the AWS SDK finds them: environment, profile, container or instance role.
 *
 * @param region such as {@code eu-west-1}; without it as the SDK finds it ({@code AWS_REGION}, the profile, the instance)
 * @param endpoint replaces AWS's own address, for emulators and VPC endpoints
 * @param account twelve digits; without it AWS's STS is asked
 */
public record AwsConfig(Optional<String> region, Optional<URI> endpoint, Optional<String> account) {

    /** Whose account it is, AWS says itself. */
    public AwsConfig(Optional<String> region, Optional<URI> endpoint) {
        this(region, endpoint, Optional.empty());
    }

    /**
     * The same for two processes that read the same at the same place, and for no others.
     *
     * @throws SdkException if no Region is configured, nor found as the AWS SDK finds it
     */
    public String id(List<String> what) {
        List<String> parts = new ArrayList<>(List.of(
                region.orElseGet(() -> DefaultAwsRegionProviderChain.builder()
                        .build()
                        .getRegion()
                        .id()),
                endpoint.map(URI::toString).orElse("")));
        parts.addAll(what);
        return Ids.of(parts.toArray(String[]::new));
    }

    /** All by the SDK's own conventions. */
    public static final AwsConfig DEFAULT = new AwsConfig(Optional.empty(), Optional.empty());
}
