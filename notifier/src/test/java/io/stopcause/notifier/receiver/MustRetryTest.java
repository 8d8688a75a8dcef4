package io.stopcause.notifier.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.notifier.Incidents;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MustRetryTest {

    private static Delivery http(int status, Optional<String> after) {
        return MustRetry.http(status, after, "", Incidents.START);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
    void whatMayPassIsTriedAgain(int status) {
        assertThat(http(status, Optional.empty())).isInstanceOf(Delivery.Retry.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 410, 413, 422, 501, 505})
    void whatWouldFailAgainIsNot(int status) {
        assertThat(http(status, Optional.of("5"))).isInstanceOf(Delivery.Rejected.class);
    }

    @Test
    void retryAfterMayBeSecondsOrADateAndHasACeiling() {
        assertThat(after("120")).contains(Duration.ofMinutes(2));
        assertThat(after("Tue, 3 Mar 2026 18:43:10 GMT")).contains(Duration.ofMinutes(1));
        assertThat(after("Tue, 3 Mar 2026 18:00:00 GMT")).contains(Duration.ZERO);
        assertThat(after("999999999")).contains(Duration.ofHours(1));
        assertThat(after("soon")).isEmpty();
    }

    private static Optional<Duration> after(String value) {
        return http(503, Optional.of(value)) instanceof Delivery.Retry retry ? retry.after() : Optional.empty();
    }

    @Test
    void smtpAndSlackHaveTheirOwnWords() {
        assertThat(MustRetry.smtp(451, "later")).isInstanceOf(Delivery.Retry.class);
        assertThat(MustRetry.smtp(550, "no such user")).isInstanceOf(Delivery.Rejected.class);
        assertThat(MustRetry.slack("ratelimited")).isInstanceOf(Delivery.Retry.class);
        assertThat(MustRetry.slack("channel_not_found")).isInstanceOf(Delivery.Rejected.class);
    }

    @Test
    void whatFailedOnTheWayBackMayHaveArrived() {
        assertThat(IntStream.of(408, 425, 429, 500, 502, 503, 504)
                        .filter(status -> http(status, Optional.empty()).mayHaveArrived()))
                .containsExactly(500, 504);
        assertThat(MustRetry.slack("request_timeout").mayHaveArrived()).isTrue();
        assertThat(MustRetry.slack("ratelimited").mayHaveArrived()).isFalse();
        assertThat(unreachable(new SocketTimeoutException("Read timed out"))).isTrue();
        assertThat(unreachable(new IOException(new ConnectException("refused"))))
                .isFalse();
        assertThat(unreachable(new SSLHandshakeException("expired"))).isFalse();
    }

    private static boolean unreachable(IOException cause) {
        return MustRetry.unreachable("there", cause).mayHaveArrived();
    }

    @Test
    void anAnswerIsShownShortAndHarmless() {
        assertThat(MustRetry.http(403, Optional.empty(), "\u001B[1m<html>\n" + "x".repeat(9999), Incidents.START)
                        .reason())
                .startsWith("HTTP 403: <html> xxx")
                .hasSizeLessThan(250);
    }
}
