package io.stopcause.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.SeededSecrets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscretionTest {

    @Test
    void whatIsHarmlessStaysAsItIs() {
        assertThat(Discretion.SECRETS.of(Incidents.STORY)).isEqualTo(Incidents.STORY);
        assertThat(Discretion.ADDRESSES.of(Incidents.STORY)).isEqualTo(Incidents.STORY);
    }

    @Test
    void noTextKeepsASecretAndNoneIsEndless() {
        for (long seed = 0; seed < 300; seed++) {
            SeededSecrets secrets = new SeededSecrets(seed);
            assertThat(Json.write(Discretion.SECRETS.of(secrets.incident())))
                    .as("seed %d", seed)
                    .doesNotContainIgnoringCase(secrets.telltale());
        }
        assertThat(Json.write(Discretion.SECRETS.of(Incidents.hostile()))).hasSizeLessThan(600_000);
    }

    @Test
    void mailAddressesAreKeptBackWhereAsked() {
        Incident.Diagnosis old = Incidents.STORY.diagnosis();
        Evidence evidence =
                new Evidence(List.of(Incidents.item("app.log", "no user jane@example.org")), List.of(), List.of());
        Incident incident = new Incident(
                "1",
                Incidents.STORY.headline(),
                new Incident.Diagnosis(
                        old.cause(), old.alternatives(), old.confidence(), old.verified(), evidence, old.origin()),
                Incidents.STORY.life(),
                Incidents.STORY.reach(),
                Incidents.STORY.remediation());

        assertThat(Json.write(Discretion.ADDRESSES.of(incident))).contains("no user [address]");
        assertThat(Json.write(Discretion.SECRETS.of(incident))).contains("jane@example.org");
    }
}
