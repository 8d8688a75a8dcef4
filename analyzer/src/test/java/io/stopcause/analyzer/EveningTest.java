package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.Verified;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The story that the product was born from, told by its own records. */
class EveningTest {

    private static final Analysis EVENING =
            Recording.analyze(Recording.read("evening").events());

    private static Incident incident(String cause) {
        return EVENING.incidents().stream()
                .filter(each -> each.diagnosis().cause().equals(cause))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no incident of " + cause + " in " + EVENING.incidents()));
    }

    @Test
    void withoutLogsTheCauseIsUnknownAndTheBlindSpotIsTheRemedy() {
        Incident unseen = incident("unknown");

        assertThat(unseen.diagnosis().origin().rule()).isEqualTo("unseen-failure");
        assertThat(unseen.reach().revision().since()).contains("nginx:41");
        assertThat(unseen.reach().blindSpots()).containsExactly("log-configuration-missing");
        assertThat(unseen.remediation().steps())
                .anySatisfy(step -> assertThat(step.code()).contains("\"awslogs-group\": \"/ecs/nginx\""));
    }

    @Test
    void theRoleIsCheckedAndIsNotTheReason() {
        Incident unseen = incident("unknown");

        assertThat(unseen.diagnosis().alternatives()).doesNotContain("execution-role-missing-permission");
        assertThat(unseen.diagnosis().evidence().against()).anySatisfy(item -> assertThat(item.text())
                .startsWith("not execution-role-missing-permission")
                .contains("ecsTaskExecutionRole"));
    }

    @Test
    void theLogLineNamesTheArchitectureAndTheRegistryConfirmsIt() {
        Incident mismatch = incident("arch-mismatch");

        assertThat(mismatch.diagnosis().verified()).isEqualTo(Verified.CONFIRMED);
        assertThat(mismatch.reach().taskCount()).isEqualTo(3);
        assertThat(mismatch.reach().revision().since()).contains("nginx:42");
        assertThat(mismatch.reach().symptoms())
                .extracting(Incident.Symptom::cause)
                .contains("deployment-circuit-breaker");
        assertThat(mismatch.remediation().steps().get(0).code())
                .contains("--platform linux/amd64")
                .contains("111122223333.dkr.ecr.eu-central-1.amazonaws.com/nginx:1.27");
    }

    @Test
    void theRefusedCallIsExplained() {
        assertThat(incident("public-ip-unsupported-launch-type")
                        .headline()
                        .scope()
                        .service())
                .contains("nginx");
    }

    @Test
    void theDynamicPortIsAFindingThatNamesThePort() {
        Optional<Finding> port = EVENING.findings().stream()
                .filter(each -> each.cause().equals("host-port-dynamic"))
                .findFirst();

        assertThat(port.orElseThrow().seen().text()).contains("36728");
        assertThat(EVENING.incidents())
                .noneMatch(each -> each.diagnosis().cause().equals("host-port-dynamic"));
    }

    @Test
    void theSteadyStateEndsItAll() {
        assertThat(EVENING.incidents()).hasSize(3).allMatch(Incident::isResolved);
    }

    @Test
    void aHealthyMorningIsSilent() {
        assertThat(Recording.analyze(Recording.read("healthy").events()).incidents())
                .isEmpty();
    }
}
