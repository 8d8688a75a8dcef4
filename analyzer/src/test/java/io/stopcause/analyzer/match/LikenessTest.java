package io.stopcause.analyzer.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.RuleSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LikenessTest {

    @Test
    void guessesByTheWordsThatACausesKnownTextsHave() {
        assertThat(
                        Likeness.of(
                                "Error response from daemon: login attempt to http://127.0.0.1:5000/v2/ failed with status: 400"))
                .hasValueSatisfying(guess -> {
                    assertThat(guess.cause()).isEqualTo("registry-auth-failed");
                    assertThat(guess.clear()).isTrue();
                    assertThat(guess.words()).contains("login");
                    assertThat(guess.reason()).startsWith("a guess: ").contains("registry-auth-failed", "login");
                });
    }

    @Test
    void doesNotPreferOneOfSeveralThatAreAsNear() {
        assertThat(Likeness.of("the mount of the volume at the path of the host came to nothing"))
                .hasValueSatisfying(guess -> {
                    assertThat(guess.clear()).isFalse();
                    assertThat(guess.causes()).hasSize(3).contains("volume-config-invalid");
                });
    }

    @Test
    void saysNothingOfWordsThatNoKnownTextHas() {
        assertThat(Likeness.of("zebra quagga 42 okapi")).isEmpty();
        assertThat(Likeness.of("")).isEmpty();
    }

    @Test
    void readsWordsInNamesOfClassesAndTheirPairs() {
        assertThat(Likeness.words("HikariPool-1: connectionsRefused x"))
                .containsExactlyInAnyOrder(
                        "hikari", "hikari pool", "pool", "pool connection", "connection", "connection refus", "refus");
    }

    @Test
    void isPackedFromTheRulesTests() {
        LikenessPack packed = LikenessPack.shipped();
        LikenessPack read = LikenessPack.of(RuleSet.shippedWithTests());

        assertThat(packed.causes()).isEqualTo(read.causes()).doesNotContain("unknown", "normal-user-stop");
        assertThat(listed(packed)).isEqualTo(listed(read));
    }

    private static Map<String, List<Integer>> listed(LikenessPack pack) {
        return pack.weights().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Arrays.stream(entry.getValue()).boxed().toList()));
    }
}
