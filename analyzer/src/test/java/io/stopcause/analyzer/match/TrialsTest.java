package io.stopcause.analyzer.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import io.stopcause.model.Surface;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a rule spoke, and why another did not. */
class TrialsTest {

    private final Trials trials = new Trials(RuleSet.load(Path.of("src/test/resources/tried")));

    @Test
    void saysWhatFitted() {
        assertThat(tried("migration 7: lock held by deploy"))
                .containsExactly(new Trial("lock-held", true, "'lock held by deploy' fits"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(tried("backup: lock held by deploy"))
                .containsExactly(
                        new Trial("lock-held", false, "'lock held by deploy' fits, but nothing fits migration"));
    }

    @Test
    void saysWhichExceptionHolds() {
        assertThat(tried("migration 7: lock held by deploy, granted later"))
                .containsExactly(
                        new Trial("lock-held", false, "'lock held by deploy' fits, but so does granted later"));
    }

    @Test
    void saysWhichExpressionWasReachedAndDoesNotFit() {
        assertThat(tried("migration 7: lock lost, taken again"))
                .containsExactly(new Trial("lock-held", false, "nothing fits lock lost$"));
    }

    @Test
    void saysWhichHarmlessContextALineIsOf() {
        assertThat(tried("dry run of migration 7: lock held by deploy"))
                .containsExactly(new Trial(
                        "lock-held",
                        false,
                        "'lock held by deploy' fits, but the line is of harmless context rehearsal"));
    }

    @Test
    void linesAreTriedByThemselvesAndThoseThatMatchComeFirst() {
        assertThat(tried("backup: lock held by deploy\nmigration 7: lock held by deploy"))
                .extracting(Trial::matched)
                .containsExactly(true, false);
    }

    @Test
    void whatMatchesIsWhatTheMatcherSays() {
        assertThat(tried("{\"msg\":\"migration 7: lock lost\"}"))
                .contains(new Trial("lock-held", true, "'lock lost' fits"));
        assertThat(tried("migration 7 begins\nlock lost")).contains(new Trial("lock-held", true, "'lock lost' fits"));
    }

    @Test
    void rulesWithoutAWordInTheTextAreNotTried() {
        assertThat(tried("all is well")).isEmpty();
        assertThat(trials.of(Surface.TASK_STOPPED_REASON, "migration 7: lock held by deploy"))
                .isEmpty();
    }

    @Test
    void saysWhichEventPatternFits() {
        assertThat(trials.of(stopped("EssentialContainerExited")))
                .containsExactly(new Trial("lock-held", true, "its event pattern fits"));
        assertThat(trials.of(stopped("UserInitiated"))).isEmpty();
    }

    private List<Trial> tried(String text) {
        return trials.of(Surface.APP_LOG, text);
    }

    private static AwsEvent stopped(String stopCode) {
        ObjectNode detail = Json.mapper().createObjectNode().put("stopCode", stopCode);
        return new AwsEvent(
                "e-1",
                AwsEvent.TASK_STATE,
                new AwsEvent.Origin("aws.ecs", "123456789012", "eu-central-1"),
                Instant.parse("2026-03-01T10:00:00Z"),
                List.of(),
                detail);
    }
}
