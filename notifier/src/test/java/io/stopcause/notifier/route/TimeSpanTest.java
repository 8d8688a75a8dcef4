package io.stopcause.notifier.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S, 30s",
        "5m, PT5M, 5m",
        "1h30m, PT90M, 1h30m",
        "2d, P2D, 2d",
        "1w, P7D, 7d",
        "250ms, PT0.25S, 250ms",
        "0, PT0S, 0s",
        "PT90S, PT90S, 1m30s",
    })
    void readsWhatPeopleWrite(String text, Duration length, String back) {
        assertThat(TimeSpan.parse(text)).isEqualTo(length);
        assertThat(TimeSpan.inWords(length)).isEqualTo(back);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 minutes", "-PT5S", "m5", "5m1h"})
    void whatIsNoneIsNamed(String text) {
        assertThatThrownBy(() -> TimeSpan.parse(text)).hasMessageContaining("such as 30s, 5m, 1h30m or 2d");
    }
}
