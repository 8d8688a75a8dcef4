package io.stopcause.analyzer.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Question;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which thing others may share, by the check that confirmed it. */
class SharersTest {

    private static final String SCOPE = "111122223333/eu-west-1/main/orders";

    @Test
    void theThingIsWhatTheCheckWasAboutOrFound() {
        assertThat(asked("image-supports-platform", Map.of("image", "a:1", "platform", "p"), Map.of("digest", "d")))
                .contains(Map.of("image", "a:1", "digest", "d"));
        assertThat(asked("role-allows", Map.of("image", "a:1", "action", "x"), Map.of("roleName", "pull")))
                .contains(Map.of("role", "pull"));
        assertThat(asked("role-allows", Map.of("role", "arn:pull"), Map.of("roleName", "pull")))
                .contains(Map.of("role", "arn:pull"));
        assertThat(asked("route-to-service-exists", Map.of("task", "t"), Map.of("subnet", "s")))
                .contains(Map.of("subnet", "s"));
        assertThat(asked("secret-exists", Map.of("secret", "s"), Map.of())).contains(Map.of("secret", "s"));
        assertThat(asked("instance-runs", Map.of("instance", "i"), Map.of())).contains(Map.of("instance", "i"));
    }

    @Test
    void whatLiesInNothingSharedIsNotAsked() {
        assertThat(asked("log-group-exists", Map.of("logGroup", "g"), Map.of())).isEmpty();
        assertThat(asked("route-to-service-exists", Map.of("task", "t"), Map.of()))
                .isEmpty();
    }

    private static Optional<Map<String, String>> asked(
            String check, Map<String, String> about, Map<String, String> facts) {
        Question confirmed = new Question(SCOPE, check, about);
        Optional<Question> question =
                Sharers.question(new Answer(confirmed, Outcome.NO, facts, "as the account says", Instant.EPOCH));
        question.ifPresent(each -> assertThat(each.scope()).isEqualTo(SCOPE));
        return question.map(Question::about);
    }
}
