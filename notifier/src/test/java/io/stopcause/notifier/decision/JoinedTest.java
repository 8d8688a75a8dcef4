package io.stopcause.notifier.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.decision.Decision.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Incidents of several services that fail for one thing. */
class JoinedTest {

    private static final Incident API = Incidents.of("api");
    private static final Incident WEB = Incidents.of("web");
    private static final Incident LEADER = Incidents.leading(API, WEB, Incidents.of("cart"));
    private static final Incident MEMBER = Incidents.partOf(API, WEB);

    private final Situation situation = Situation.usual();

    private static Incident resolved(Incident incident) {
        return Incidents.withState(incident, Incident.State.RESOLVED);
    }

    @Test
    void fiveServicesOfOneCauseAreOnePage() {
        List<Incident> others =
                Stream.of("billing", "cart", "mail", "web").map(Incidents::of).toList();
        Incident leader = Incidents.leading(API, others.toArray(Incident[]::new));
        others.forEach(each -> situation.knows(Incidents.partOf(API, each)));
        situation.knows(leader);

        assertThat(situation.tell(leader).kind()).isEqualTo(Kind.OPENED);
        others.forEach(each -> {
            Decision decision = situation.decide(Incidents.partOf(API, each));
            assertThat(decision.verdict()).isEqualTo(Verdict.SILENT);
            assertThat(decision.inWords()).isEqualTo("default route; part of incident api now");
        });
    }

    @Test
    void whoWasToldBeforeTheyBelongedTogetherHearsWhereItWent() {
        situation.tell(API);
        situation.tell(WEB);
        situation.knows(MEMBER);
        Decision updated = situation.tell(LEADER);
        Decision gone = situation.tell(MEMBER);

        assertThat(updated.kind()).isEqualTo(Kind.UPDATED);
        assertThat(updated.news().changes()).containsExactly("incidents of the same thing that are told with it: 2");
        assertThat(gone.kind()).isEqualTo(Kind.RESOLVED);
        assertThat(situation.book().find("web").orElseThrow().incident().life().resolution())
                .contains("told as part of incident api, api: it fails");
        assertThat(situation.tell(MEMBER).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void itIsNoNewsUntilTwiceAsManyHaveJoined() {
        Incident cart = Incidents.of("cart");
        Incident mail = Incidents.of("mail");
        situation.tell(LEADER);

        assertThat(situation.tell(Incidents.leading(API, WEB, cart, mail)).verdict())
                .isEqualTo(Verdict.SILENT);
        assertThat(situation
                        .tell(Incidents.leading(API, WEB, cart, mail, Incidents.of("job")))
                        .kind())
                .isEqualTo(Kind.UPDATED);
        assertThat(situation.decide(API).news().changes())
                .containsExactly("no other incident is told with it any more");
    }

    @Test
    void whenTheyAreOverTheyAreOverOnce() {
        situation.knows(LEADER, MEMBER);
        situation.tell(LEADER);

        assertThat(situation.tell(resolved(MEMBER)).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(situation.tell(resolved(LEADER)).kind()).isEqualTo(Kind.RESOLVED);
        assertThat(situation.tell(resolved(MEMBER)).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void aMemberWhoseEndComesAfterItsLeadersIsNotToldAnew() {
        situation.tell(WEB);
        situation.knows(MEMBER, LEADER);
        situation.tell(LEADER);
        situation.tell(MEMBER);
        situation.tell(resolved(LEADER));

        assertThat(situation.tell(MEMBER).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(situation.tell(resolved(MEMBER)).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void whatIsRefutedIsToldByItselfAgain() {
        situation.tell(WEB);
        situation.knows(LEADER);
        situation.tell(MEMBER);
        Decision alone = situation.tell(WEB);

        assertThat(alone.kind()).isEqualTo(Kind.OPENED);
        assertThat(alone.news().changes()).containsExactly("it lasts, and no other incident tells of it any more");
    }

    @Test
    void aMemberWhoseLeaderIsNotKnownOrOverIsTold() {
        assertThat(situation.decide(MEMBER).kind()).isEqualTo(Kind.OPENED);
        situation.knows(resolved(API));
        assertThat(situation.decide(MEMBER).kind()).isEqualTo(Kind.OPENED);
    }

    @Test
    void whoeverIsConcernedByAMemberHearsOfTheWhole() {
        Situation routed =
                Situation.routed("{'receiver':'team','routes':[{'receiver':'pager','matchers':['service=web']}]}");
        routed.knows(MEMBER, LEADER);

        assertThat(routed.decideAll("api"))
                .filteredOn(decision -> decision.verdict() == Verdict.SEND)
                .extracting(Decision::receiver)
                .containsExactly("team", "pager");
        assertThat(routed.decide("api", "pager").inWords()).contains("for its member web");
    }

    @Test
    void aSilenceOverTheFirstHidesNoneOfTheOthers() {
        situation.knows(MEMBER).silenced("service=api", Duration.ofHours(1));
        assertThat(situation.decide(LEADER).verdict()).isEqualTo(Verdict.SEND);

        situation.silenced("service=~\"api|web\"", Duration.ofHours(1));
        assertThat(situation.decide(LEADER).verdict()).isEqualTo(Verdict.MUTED);
    }

    @Test
    void whatIsTakenInSaysWhoMayBeToldOtherwise() {
        Book book = situation.book();

        assertThat(book.put(MEMBER, Situation.START)).containsExactly("api", "web");
        assertThat(book.put(LEADER, Situation.START)).containsExactly("api", "web");
        assertThat(book.put(WEB, Situation.START)).containsExactly("web");
        assertThat(book.put(LEADER, Situation.START)).containsExactly("api");
    }
}
