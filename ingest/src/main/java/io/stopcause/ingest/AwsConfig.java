package io.stopcause.ingest;

import io.stopcause.model.Ids;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /** @throws IllegalArgumentException if the Region or the account cannot be one */
    public AwsConfig {
        region.ifPresent(name -> must(REGION, "region", name, "a name such as eu-west-1"));
        account.ifPresent(number -> must(ACCOUNT, "account", number, "twelve digits"));
    }

    private static void must(Pattern pattern, String field, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " is '" + value + "', must be " + what);
        }
    }

    /** No Region is configured, and none was found; the message tells where to name it. */
    public static final class MissingRegionException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private MissingRegionException(Throwable cause) {
            super("no AWS Region is known; name it in ingest.aws.region, in AWS_REGION or in the profile", cause);
        }
    }

    /** Whose account it is, AWS says itself. */
    public AwsConfig(Optional<String> region, Optional<URI> endpoint) {
        this(region, endpoint, Optional.empty());
    }

    /**
     * The same for two processes that read the same at the same place, and for no others.
     *
     * @throws MissingRegionException if no Region is known
     */
    public String id(List<String> what) {
        List<String> parts = new ArrayList<>(
                List.of(regionName(), endpoint.map(URI::toString).orElse("")));
        parts.addAll(what);
        return Ids.of(parts.toArray(String[]::new));
    }

    /**
     * Such as {@code eu-west-1}.
     *
     * @throws MissingRegionException if none is configured, nor found as the AWS SDK finds it
     */
    public String regionName() {
        return region.orElseGet(AwsConfig::found);
    }

    private static String found() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkException e) {
            throw new MissingRegionException(e);
        }
    }

    /** All by the SDK's own conventions. */
    public static final AwsConfig DEFAULT = new AwsConfig(Optional.empty(), Optional.empty());
}
