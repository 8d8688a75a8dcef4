package io.stopcause.analyzer;

import static io.stopcause.analyzer.SharedSecret.SECRET;
import static io.stopcause.analyzer.SharedSecret.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Answer;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Tick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Services that fail for one thing, as the account confirmed, are one incident with its members. */
class OneCauseInSeveralServicesTest {

    private static List<Incident> incidents(List<Event> events) {
        return Recording.analyze(events).incidents();
    }

    private static Incident leader(List<Incident> incidents) {
        List<Incident> leading = incidents.stream()
                .filter(incident -> incident.reach().joint().partOf().isEmpty())
                .toList();
        assertThat(leading).hasSize(1);
        return leading.get(0);
    }

    private static List<String> services(Incident leader) {
        return leader.reach().joint().members().stream()
                .map(member -> member.scope().name())
                .toList();
    }

    @Test
    void theFirstLeadsAndNamesTheOthersWithTheirTasksAndStates() {
        List<Incident> found = incidents(SharedSecret.failing());
        Incident leader = leader(found);

        assertThat(found).hasSize(5);
        assertThat(leader.headline().title()).isEqualTo("api and 4 more: The secret or parameter does not exist there");
        assertThat(services(leader)).containsExactly("billing", "cart", "mail", "web");
        assertThat(leader.reach().joint().memberCount()).isEqualTo(4);
        assertThat(leader.reach().joint().members()).allSatisfy(member -> {
            assertThat(member.tasks()).isEqualTo(2);
            assertThat(member.state()).isEqualTo(Incident.State.OPEN);
        });
        assertThat(found).filteredOn(incident -> !incident.equals(leader)).allSatisfy(incident -> assertThat(
                        incident.reach().joint().partOf())
                .contains(leader.id()));
    }

    @Test
    void itLastsAsLongAsOneOfThemDoes() {
        List<Event> events = new ArrayList<>(SharedSecret.failing());
        events.add(SharedSecret.steady("api", 600));
        events.add(SharedSecret.steady("cart", 610));
        events.add(new Tick(START.plusSeconds(700)));
        Incident lasting = leader(incidents(events));

        assertThat(lasting.life().state()).isEqualTo(Incident.State.OPEN);
        assertThat(lasting.life().resolvedAt()).isEmpty();
        assertThat(lasting.reach().joint().members())
                .extracting(Incident.Member::isResolved)
                .containsExactly(false, true, false, false);

        Incident over = leader(incidents(SharedSecret.all()));
        assertThat(over.isResolved()).isTrue();
        assertThat(over.life().resolvedAt()).contains(START.plusSeconds(840));
        assertThat(over.life().resolution()).contains("the last of its 5 incidents, that of web, is over");
    }

    @Test
    void whoIsRefutedStandsByItselfAgain() {
        List<Event> events = new ArrayList<>(SharedSecret.failing());
        events.addAll(SharedSecret.answers(
                List.of(SharedSecret.stop("mail", 30, SECRET)), Map.of("mail", Answer.Outcome.YES), 300));
        List<Incident> found = incidents(events);
        Incident mail = found.stream()
                .filter(incident -> incident.headline().scope().name().equals("mail"))
                .findFirst()
                .orElseThrow();

        assertThat(mail.reach().joint()).isEqualTo(Incident.Joint.NONE);
        assertThat(mail.headline().title()).startsWith("mail: ");
        assertThat(found)
                .filteredOn(incident -> incident.reach().joint().memberCount() > 0)
                .singleElement()
                .satisfies(leader -> assertThat(services(leader)).containsExactly("billing", "cart", "web"));
    }

    @Test
    void ifTheLeaderIsRefutedTheNextLeads() {
        List<Event> events = new ArrayList<>(SharedSecret.failing());
        events.addAll(SharedSecret.answers(
                List.of(SharedSecret.stop("api", 0, SECRET)), Map.of("api", Answer.Outcome.YES), 300));
        List<Incident> others = incidents(events).stream()
                .filter(incident -> !incident.headline().scope().name().equals("api"))
                .toList();

        assertThat(services(leader(others))).containsExactly("cart", "mail", "web");
        assertThat(incidents(events))
                .first()
                .satisfies(api -> assertThat(api.reach().joint()).isEqualTo(Incident.Joint.NONE));
    }

    @Test
    void ifAllAreRefutedTheySplit() {
        List<Event> events = new ArrayList<>(SharedSecret.failing());
        Map<String, Answer.Outcome> refuted = new TreeMap<>();
        SharedSecret.SERVICES.forEach(service -> refuted.put(service, Answer.Outcome.YES));
        events.addAll(SharedSecret.answers(
                events.stream().filter(event -> !(event instanceof Answer)).toList(), refuted, 300));

        assertThat(incidents(events))
                .hasSize(5)
                .allSatisfy(incident -> assertThat(incident.reach().joint()).isEqualTo(Incident.Joint.NONE));
    }

    @Test
    void anotherSecretOrAnotherTimeIsAnotherIncident() {
        List<Event> events = new ArrayList<>(List.of(
                SharedSecret.stop("api", 0, SECRET),
                SharedSecret.stop("web", 5, SECRET + "2"),
                SharedSecret.stop("cart", 7_200, SECRET)));
        events.addAll(SharedSecret.answers(events, Map.of(), 120));
        events.add(SharedSecret.steady("api", 600));
        events.add(new Tick(START.plusSeconds(7_200)));

        assertThat(incidents(events))
                .hasSize(3)
                .allSatisfy(incident -> assertThat(incident.reach().joint()).isEqualTo(Incident.Joint.NONE));
    }

    @Test
    void theSameBytesInEveryOrder() {
        List<Event> events = SharedSecret.all();
        events.addAll(SharedSecret.answers(
                List.of(SharedSecret.stop("mail", 30, SECRET)), Map.of("mail", Answer.Outcome.YES), 300));
        String expected = Json.write(incidents(events));

        for (long seed = 0; seed < 50; seed++) {
            Collections.shuffle(events, new Random(seed));
            assertThat(Json.write(incidents(events))).as("seed %d", seed).isEqualTo(expected);
        }
    }
}
