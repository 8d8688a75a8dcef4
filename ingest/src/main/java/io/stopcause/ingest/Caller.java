package io.stopcause.ingest;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Whose account is read. AWS is asked once; the call needs no right. Safe for use by several threads. */
final class Caller implements Supplier<String> {

    private final AwsConfig aws;
    private Optional<String> known;

    Caller(AwsConfig aws) {
        this.aws = aws;
        this.known = aws.account();
    }

    /**
     * Twelve digits.
     *
     * @throws SdkException if AWS does not answer
     */
    @Override
    public synchronized String get() {
        if (known.isEmpty()) {
            StsClientBuilder builder = StsClient.builder().httpClient(AwsHttp.client());
            aws.region().map(Region::of).ifPresent(builder::region);
            aws.endpoint().ifPresent(builder::endpointOverride);
            try (StsClient client = builder.build()) {
                known = Optional.of(client.getCallerIdentity().account());
            }
        }
        return known.orElseThrow();
    }
}
