package io.stopcause.ingest.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotasTest {

    @Test
    void regionsDiffer() {
        assertThat(Quotas.filterLogEvents("us-east-1")).isEqualTo(12.5);
        assertThat(Quotas.filterLogEvents("eu-central-1")).isEqualTo(2.5);
        assertThat(Quotas.filterLogEvents("eu-west-1")).isEqualTo(5);
    }
}
