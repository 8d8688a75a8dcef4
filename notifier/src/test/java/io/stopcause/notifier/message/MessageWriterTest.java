package io.stopcause.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
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
