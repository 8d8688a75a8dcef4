package io.stopcause.app.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure is told at once, and confirmed when the account has answered; a storm of one image asks about it once. */
class VerifiedIT {

    @TempDir
    private Path data;

    @Test
    void tellsFirstAndConfirmsLaterAndAsksOnce() throws Exception {
        try (SlowAws aws = new SlowAws(1_000);
                Failing failing = new Failing(data, aws)) {
            for (int task = 0; task < 50; task++) {
                failing.fail("orders-" + task % 5, task, 1);
            }

            assertThat(failing.awaitConfirmed(5, Duration.ofSeconds(90))).isEqualTo(5);
            assertThat(aws.images()).isEqualTo(1);
            assertThat(failing.untilTold()[0]).isLessThan(failing.untilConfirmed()[0]);
        }
    }
}
