package io.stopcause.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageWriterTest {

    private static String place(Incident incident) {
        return MessageWriter.write(incident, Kind.OPENED, List.of(), Optional.empty())
                .reach()
                .place();
    }

    @Test
    void theOthersThatFailForTheSameThingAreNamed() {
        Incident over = Incidents.withState(Incidents.of("cart"), Incident.State.RESOLVED);

        assertThat(place(Incidents.leading(Incidents.of("api"), Incidents.of("web"), over)))
                .contains("; for the same thing 2 failed tasks in web, over: 2 failed tasks in cart");
        assertThat(place(Incidents.of("api"))).doesNotContain("the same thing");
    }

    @Test
    void whatChangedIsToldShortAndHowLongBefore() {
        Incident plain = Incidents.of("api");
        Instant before = plain.life().firstSeen().minus(Duration.ofMinutes(12));
        Incident.Change image = new Incident.Change("image of app", Optional.of("1.27.1"), Optional.of("1.27.2"));
        Incident.Change variable = new Incident.Change("variable PORT of app", Optional.empty(), Optional.of(""));

        assertThat(revision(plain, before, List.of(image), List.of()))
                .endsWith("; changed: image of app 1.27.1 \u2192 1.27.2, 12 min before");
        assertThat(revision(plain, before, List.of(image, variable, image, image, image), List.of()))
                .contains("variable PORT of app added, image of app 1.27.1 \u2192 1.27.2 and 2 more, 12 min before");
        assertThat(revision(plain, before, List.of(), List.of(new Incident.Candidate(before, "image", "pushed api:2"))))
                .endsWith("; shortly before: pushed api:2");
    }

    private static String revision(
            Incident of, Instant deployed, List<Incident.Change> changes, List<Incident.Candidate> candidates) {
        Incident.Revision plain = of.reach().revision();
        Incident.Revision revision = new Incident.Revision(
                plain.since(), plain.lastGood(), Optional.of(deployed), changes, candidates, Optional.empty());
        Incident.Reach reach = new Incident.Reach(revision, List.of(), 3, List.of(), List.of());
        Incident incident = new Incident(of.id(), of.headline(), of.diagnosis(), of.life(), reach, of.remediation());
        return MessageWriter.write(incident, Kind.OPENED, List.of(), Optional.empty())
                .reach()
                .revision();
    }

    @Test
    void ofManyTheFirstAreNamedAndTheRestIsCounted() {
        Incident[] members = Stream.iterate(1, i -> i + 1)
                .limit(9)
                .map(i -> Incidents.of("s" + i))
                .toArray(Incident[]::new);

        assertThat(place(Incidents.leading(Incidents.of("api"), members)))
                .contains("failed tasks in s6 and 3 more")
                .doesNotContain("s7");
    }
}
