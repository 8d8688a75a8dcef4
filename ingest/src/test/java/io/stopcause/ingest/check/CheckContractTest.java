package io.stopcause.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Question;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every check, however AWS behaves: an answer in time, never a wrong one. */
@Execution(ExecutionMode.CONCURRENT)
class CheckContractTest {

    static final List<Check> ALL = Checks.ALL;

    /** Those that need AWS; the others answer from the question alone. */
    static final List<Check> LOOKING =
            ALL.stream().filter(check -> !check.actions().isEmpty()).toList();

    private static final Duration TIME_LIMIT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final ChecksConfig CONFIG =
            new ChecksConfig(Optional.empty(), Optional.of(TIME_LIMIT), Optional.empty(), Optional.empty(), List.of());

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private Answer ask(Check check) {
        try (Answerer answerer = new Answerer(aws.config(), CONFIG, Clock.systemUTC())) {
            return answerer.answer(question(check, Asked.ABOUT));
        }
    }

    private static Question question(Check check, Map<String, String> about) {
        return new Question(Asked.SCOPE, check.name(), about);
    }

    @ParameterizedTest
    @FieldSource("LOOKING")
    void whoMayNotLookLearnsWhichPermissionIsMissing(Check check) {
        aws.onAll(FakeAws.error("AccessDeniedException", "User is not authorized"));

        Answer answer = Asked.of(aws, check.name(), Asked.ABOUT);

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(check.actions()).anySatisfy(action -> assertThat(answer.explanation())
                .contains("Not allowed to look")
                .contains(action));
    }

    @ParameterizedTest
    @FieldSource("LOOKING")
    void throttlingAndFaultsOfAwsAreWaitedForAndNoLonger(Check check) {
        aws.onAll(FakeAws.error("ThrottlingException", "Rate exceeded"));
        assertInTime(check);
        aws.onAll(FakeAws.broken());
        assertInTime(check);
    }

    @ParameterizedTest
    @FieldSource("LOOKING")
    void silenceIsWaitedForAndNoLonger(Check check) {
        aws.onAll(FakeAws.ok("{}").after(SILENCE.toMillis()));
        assertInTime(check);
    }

    private void assertInTime(Check check) {
        long before = System.nanoTime();
        Answer answer = ask(check);

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.explanation()).endsWith(".").doesNotContain("fault of its own");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SILENCE);
    }

    @ParameterizedTest
    @FieldSource("LOOKING")
    void whatAwsNeverAnswersSoIsNoAnswer(Check check) {
        for (String absurd : List.of("", "{}", "<html>Bad gateway</html>", "[1,2", "null")) {
            aws.onAll(FakeAws.ok(absurd));

            Answer answer = ask(check);

            assertThat(answer.outcome()).as(absurd).isEqualTo(Outcome.UNKNOWN);
            assertThat(answer.explanation()).as(absurd).endsWith(".").doesNotContain("fault of its own");
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void aQuestionAboutNothingIsNotAnswered(Check check) {
        try (Answerer answerer = new Answerer(aws.config(), CONFIG, Clock.systemUTC())) {
            Answer answer = answerer.answer(new Question("///", check.name(), Map.of()));

            assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(answer.explanation()).endsWith(".").doesNotContain("fault of its own");
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void anotherAccountIsNotLookedInto(Check check) {
        aws.owner("999900001111");

        assertThat(ask(check).explanation()).contains("999900001111").contains(FakeAws.ACCOUNT);
        assertThat(aws.asked()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void itSaysWhatItAsksAndWhatItNeeds(Check check) {
        assertThat(check.name()).matches("[a-z]+(-[a-z0-9]+)+");
        assertThat(check.asks()).matches("[A-Z].*\\?");
        assertThat(check.actions())
                .allMatch(action -> action.matches(
                        "[a-z0-9-]+:(Get|List|Describe|Batch(Get|Check)|" + "Simulate|Search|Lookup|Query)\\w*"));
    }

    @Test
    void noQuestionHasTwoLooks() {
        assertThat(ALL).extracting(Check::name).doesNotHaveDuplicates();
    }

    @Test
    void aQuestionThatNobodyKnowsIsAnswered() {
        try (Answerer answerer = new Answerer(aws.config(), CONFIG, Clock.systemUTC())) {
            Answer answer = answerer.answer(new Question(Asked.SCOPE, "moon-is-full", Map.of()));

            assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(answer.explanation()).contains("moon-is-full");
        }
    }
}
