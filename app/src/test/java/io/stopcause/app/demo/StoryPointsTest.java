package io.stopcause.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Evidence;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryPointsTest {

    private static final Instant T0 = Instant.parse("2026-03-03T18:40:18Z");
    private static final Scope NGINX = Scope.ofService("111122223333", "eu-central-1", "web", "nginx");
    private static final Incident BLIND = incident(
            "log-configuration-missing",
            Verified.UNCHECKED,
            new Evidence(List.of(), List.of(check("role-allows", "the role may pull")), List.of()),
            Optional.of(T0.plusSeconds(900)));
    private static final Incident MISMATCH = incident(
            "arch-mismatch",
            Verified.CONFIRMED,
            new Evidence(List.of(check("image-supports-platform", "linux/arm64 only")), List.of(), List.of()),
            Optional.of(T0.plusSeconds(2000)));
    private static final Finding REFUSED = finding("public-ip-unsupported-launch-type", "leave the address out");
    private static final Finding PORT = finding("host-port-dynamic", "fix the port");

    @Test
    void tellsWhatWasSaidInTheWordsThatItWasSaidIn() {
        StoryPoints story = new StoryPoints(List.of(BLIND, MISMATCH), List.of(REFUSED, PORT));
        assertThat(story.complete()).isTrue();
        assertThat(story.all().stream().map(point -> String.join(" ", point.sentences())))
                .satisfiesExactly(
                        blind -> assertThat(blind)
                                .contains("nginx: log-configuration-missing.")
                                .contains("4 tasks from 18:40:18 on, beginning with nginx:41.")
                                .contains("Checked: the role may pull."),
                        platform -> assertThat(platform).contains("Confirmed: linux/arm64 only."),
                        refusal -> assertThat(refusal).contains("To do: (1) leave the address out."),
                        port -> assertThat(port)
                                .contains("seen host-port-dynamic.")
                                .contains("To do: (1) fix the port."),
                        end -> assertThat(end)
                                .contains("All 2 incidents are resolved: steady state.")
                                .contains("First sign 18:40:18, first incident 18:40:19, last resolved 19:13:38"));
    }

    @Test
    void leavesUntoldWhatNothingSaid() {
        assertThat(told(List.of(), List.of())).containsExactly(false, false, false, false, false);
        assertThat(told(List.of(MISMATCH), List.of(PORT))).containsExactly(false, true, false, true, true);
    }

    @Test
    void takesNoCauseForProvenThatIsNot() {
        Incident guessed = incident(
                "arch-mismatch", Verified.UNCHECKED, MISMATCH.diagnosis().evidence(), Optional.of(T0));
        assertThat(told(List.of(guessed), List.of()).get(1)).isFalse();
        Incident roleNotSeen =
                incident("log-configuration-missing", Verified.UNCHECKED, Evidence.NONE, Optional.of(T0));
        assertThat(told(List.of(roleNotSeen), List.of()).get(0)).isFalse();
    }

    @Test
    void theEndComesWhenEveryIncidentIsOver() {
        Incident open = incident(
                "arch-mismatch", Verified.CONFIRMED, MISMATCH.diagnosis().evidence(), Optional.empty());
        assertThat(told(List.of(BLIND, open), List.of()).get(4)).isFalse();
    }

    private static List<Boolean> told(List<Incident> incidents, List<Finding> findings) {
        List<Boolean> told = new ArrayList<>();
        new StoryPoints(incidents, findings).all().forEach(point -> told.add(point.told()));
        return told;
    }

    private static Evidence.Item check(String name, String text) {
        return new Evidence.Item(Optional.of(T0), "check " + name, "", text);
    }

    private static Incident incident(String cause, Verified verified, Evidence evidence, Optional<Instant> resolved) {
        return new Incident(
                cause,
                new Incident.Headline("nginx: " + cause, Severity.CRITICAL, NGINX),
                new Incident.Diagnosis(
                        cause, List.of(), 0.9, verified, evidence, new Incident.RuleReference(cause, "1")),
                new Incident.Life(
                        resolved.isPresent() ? Incident.State.RESOLVED : Incident.State.OPEN,
                        T0,
                        T0.plusSeconds(1),
                        T0.plusSeconds(60),
                        resolved,
                        resolved.map(end -> "steady state")),
                new Incident.Reach(
                        new Incident.Revision(Optional.of("nginx:41"), Optional.empty()),
                        List.of(),
                        4,
                        List.of(),
                        List.of()),
                Remediation.NONE);
    }

    private static Finding finding(String cause, String step) {
        return new Finding(
                cause,
                cause,
                cause,
                NGINX,
                new Finding.Seen(T0, T0, 1, "seen " + cause),
                new Remediation("", "", List.of(new Remediation.Step(step, "", "")), "", ""));
    }
}
