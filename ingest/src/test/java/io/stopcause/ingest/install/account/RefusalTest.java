package io.stopcause.ingest.install.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.ingest.check.FakeAws;
import io.stopcause.ingest.install.InstallException;
import io.stopcause.ingest.install.LogChoice;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS refuses is told in words, each with what to do. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AccessDeniedException       | not authorized to perform: sqs:GetQueueUrl | AWS does not allow it: not authorized to perform: sqs:GetQueueUrl; 'stopcause aws policy --feature install' prints the rights that it takes
            ExpiredTokenException       | The security token is expired              | AWS refuses the credentials (ExpiredTokenException): renew them
            UnrecognizedClientException | The token is invalid                       | AWS refuses the credentials (UnrecognizedClientException): renew them
            InvalidAddress              | no such place                              | AWS answers InvalidAddress: no such place
            """)
    void aSurveyIsRefused(String code, String message, String words) {
        try (FakeAws aws = FakeAws.start();
                Installer installer = Installer.connect(aws.config(), "watch", LogChoice.NONE, Clock.systemUTC())) {
            aws.onAll(FakeAws.error(code, message));

            assertThatThrownBy(installer::survey)
                    .isInstanceOf(InstallException.class)
                    .hasMessage(words);
        }
    }

    @Test
    void whoTheAccountIsAsksNothingElse() {
        try (FakeAws aws = FakeAws.start();
                Installer installer = Installer.connect(aws.config(), "watch", LogChoice.NONE, Clock.systemUTC())) {
            assertThat(installer.installation().place().account()).isEqualTo(FakeAws.ACCOUNT);
        }
    }
}
