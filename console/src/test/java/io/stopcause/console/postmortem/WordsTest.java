package io.stopcause.console.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Scope;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.350S, 350 ms",
        "PT59S, 59 s",
        "PT60S, 1 min",
        "PT90S, 1 min 30 s",
        "PT5460S, 1 h 31 min",
        "PT26H, 1 d 2 h",
        "PT-5S, −5 s"
    })
    void durationsHaveTwoUnitsAtMost(Duration length, String words) {
        assertThat(Words.duration(length)).isEqualTo(words);
    }

    @Test
    void aStretchNamesItsDayOnce() {
        Instant evening = Instant.parse("2026-03-03T23:50:00Z");

        assertThat(Words.stretch(evening, evening.plusSeconds(60))).isEqualTo("3 March 2026, 23:50:00 to 23:51:00");
        assertThat(Words.stretch(evening, evening.plusSeconds(1200)))
                .isEqualTo("3 March 2026, 23:50:00 to 4 March 2026, 00:10:00");
    }

    @Test
    void aScopeIsNamedAsFarAsItIsKnown() {
        assertThat(Words.scope(Scope.ofService("1", "eu-west-1", "web", "nginx")))
                .isEqualTo("service nginx in cluster web, eu-west-1");
        assertThat(Words.scope(Scope.ofLogGroup("", "", "/ecs/x"))).isEqualTo("log group /ecs/x");
        assertThat(Words.scope(Scope.ofCluster("", "", "web"))).isEqualTo("cluster web");
    }
}
