package io.stopcause.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;

/** What the AWS SDK says where nothing is configured, in words that tell what to do. */
class RefusalsTest {

    @Test
    void withoutCredentials() {
        SdkClientException failure = SdkClientException.create(
                "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(…)");

        assertThat(Refusals.words(failure, "ecs:DescribeTasks"))
                .isEqualTo("There are no AWS credentials to look with.");
    }

    @Test
    void withoutARegion() {
        AwsRegionProviderChain nothing = new AwsRegionProviderChain(() -> {
            throw SdkClientException.create("none here");
        });

        SdkClientException failure = catchThrowableOfType(SdkClientException.class, nothing::getRegion);

        assertThat(Refusals.words(failure, "ecs:DescribeTasks"))
                .isEqualTo("No Region of AWS is named: set AWS_REGION, or ingest.aws.region in the configuration.");
    }
}
