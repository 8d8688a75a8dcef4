package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.match.Likeness;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Surface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of texts that no rule knows. */
class GuessesTest {

    private static final Explainer EXPLAINER = new Explainer(RuleSet.shipped());

    @Test
    void namesAGuessAsOne() {
        Explanation told = EXPLAINER.explain(
                Surface.CONTAINER_REASON,
                "Error response from daemon: docker login attempt to https://127.0.0.1:5000/v2/ came to nothing: failed");

        assertThat(told.cause()).contains("registry-auth-failed");
        assertThat(told.confidence()).isEqualTo(Likeness.CONFIDENCE);
        assertThat(told.title()).contains("a guess: ", "login");
        assertThat(told.alternatives()).isNotEmpty().doesNotContain("registry-auth-failed");
        assertThat(told.remediation().steps()).isNotEmpty();
    }

    @Test
    void leavesOpenWhatResemblesSeveral() {
        Explanation told = EXPLAINER.explain(
                Surface.CONTAINER_REASON,
                "docker: Error response from daemon: mkdir C:UsersUserwork: Access is denied.");

        assertThat(told.cause()).contains("unknown");
        assertThat(told.alternatives()).contains("mount-source-unusable", "file-permission-denied");
    }

    @Test
    void guessesOfALogOnlyWhereALineIsAnErrorByItsForm() {
        String words = "the mount of the volume at the path of the host came to nothing";

        assertThat(EXPLAINER.explain(Surface.APP_LOG, "Error: " + words).cause())
                .contains("unknown");
        assertThat(EXPLAINER.explain(Surface.APP_LOG, "INFO " + words).cause()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: the mount of the volume at the path of the host came to nothing\nretry succeeded after 2 attempts",
                "the registry refused the login attempt, retrying with other credentials",
                "GET /login attempt=3 status=400 registry credentials",
            })
    void saysNothingOfHealthyLife(String text) {
        assertThat(EXPLAINER.explain(Surface.APP_LOG, text).cause()).isEmpty();
    }
}
