package io.stopcause.console.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stopcause.console.Evening;
import io.stopcause.console.page.Documents;
import io.stopcause.console.timeline.Lane;
import io.stopcause.console.timeline.LogRate;
import io.stopcause.model.Completeness;
import io.stopcause.model.Evidence;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.ServiceHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class PostMortemTest {

    private static PostMortem of(List<Incident> incidents, List<ServiceHistory> histories, Accounting accounting) {
        return PostMortem.of(new PostMortem.Input("t", "v1", incidents, List.of(), histories, accounting));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    @Test
    void theOrderOfTheInputChangesNoByte() {
        PostMortem.Input input = Evening.input();
        Documents documents = new Documents();
        PostMortem view = PostMortem.of(input);

        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<ServiceHistory> histories = shuffled(input.found().histories(), random).stream()
                    .map(history -> new ServiceHistory(
                            history.scope(), shuffled(history.tasks(), random), shuffled(history.marks(), random)))
                    .toList();
            PostMortem again = PostMortem.of(new PostMortem.Input(
                    input.title(),
                    input.ruleSet(),
                    shuffled(input.found().incidents(), random),
                    shuffled(input.found().findings(), random),
                    histories,
                    input.accounting()));

            assertThat(documents.html(again)).as("seed " + seed).isEqualTo(documents.html(view));
            assertThat(documents.json(again)).as("seed " + seed).isEqualTo(documents.json(view));
            assertThat(documents.markdown(again)).as("seed " + seed).isEqualTo(documents.markdown(view));
        }
    }

    @Test
    void timesAreMeasuredFromTheFirstSign() {
        Times times = PostMortem.of(Evening.input()).incidents().get(1).times();

        assertThat(times.toOpen()).isEqualTo(Duration.ofSeconds(12));
        assertThat(times.lasted()).contains(Duration.ofMinutes(43).plusSeconds(49));
    }

    /** What goes out, and who looks after it, is measured, drawn and told in order. */
    @Test
    void whatPeopleHeardIsMeasuredAndDrawn() {
        PostMortem.Input input = Evening.input();
        Incident incident = Evening.mismatch();
        Instant sent = incident.life().openedAt().plusSeconds(2);
        List<Told> told = List.of(
                new Told(sent.plusSeconds(90), Told.Kind.ACKNOWLEDGEMENT, List.of(incident.id()), "ada looks after it"),
                new Told(sent.plusSeconds(900), Told.Kind.NOTIFICATION, List.of(incident.id()), "slack: still open"),
                new Told(sent, Told.Kind.NOTIFICATION, List.of(incident.id(), "another"), "slack: opened"));
        PostMortem view = PostMortem.of(new PostMortem.Input(
                input.title(),
                input.ruleSet(),
                input.found(),
                input.accounting(),
                new PostMortem.People(told, Notes.EMPTY)));

        Times times = view.incidents().get(1).times();
        assertThat(times.toNotify()).contains(Duration.ofSeconds(2));
        Told early = new Told(
                incident.life().openedAt().minusMillis(83),
                Told.Kind.NOTIFICATION,
                List.of(incident.id()),
                "slack: opened");
        assertThat(Times.of(incident, List.of(early)).toNotify())
                .as("what was told had been detected")
                .contains(Duration.ZERO);
        assertThat(times.toAcknowledge()).contains(Duration.ofSeconds(90));
        assertThat(view.incidents().get(0).times().notified()).isEmpty();
        assertThat(view.timeline().groups().get(0).lanes())
                .extracting(lane -> lane.label() + " " + lane.note())
                .contains("Notifications 2", "People 1");
        assertThat(view.chronicle().entries())
                .extracting(Entry::kind)
                .contains(Entry.Kind.NOTIFICATION, Entry.Kind.ACKNOWLEDGEMENT);
        assertThat(view.review().knowsWhoWasTold()).isTrue();
        assertThat(new Documents().html(view))
                .contains("+1 min 30 s", "slack: opened")
                .doesNotContain("works out who would have been");
        assertThat(new Documents().html(PostMortem.of(input))).contains("works out who would have been");
        assertThat(new Documents().markdown(view)).contains("(+1 min 30 s)").contains("| Notified | ");
    }

    @Test
    void whatAServiceSaysOfHealthHasALaneOfItsOwn() {
        ServiceHistory known = Evening.nginx();
        ServiceHistory history = new ServiceHistory(
                known.scope(),
                List.of(),
                List.of(
                        new ServiceHistory.Mark(
                                Evening.START,
                                "service",
                                true,
                                "(service nginx) (port 80) is unhealthy in (target-group web) due to (reason Health"
                                        + " checks failed)"),
                        new ServiceHistory.Mark(
                                Evening.START, "service", false, "(service nginx) has reached a steady state.")));

        assertThat(of(List.of(Evening.mismatch()), List.of(history), Accounting.of(Map.of(), 0, List.of()))
                        .timeline()
                        .groups()
                        .get(0)
                        .lanes())
                .extracting(Lane::label)
                .contains("Health", "Service messages");
    }

    @Test
    void theGravestIncidentLeads() {
        Head head = PostMortem.of(Evening.input()).head();

        assertThat(head.lines().get(0).text())
                .isEqualTo("nginx: the image is arm64, the instance is x86_64 — and 1 more incident");
        assertThat(head.lines().get(1).text()).isEqualTo("3 March 2026, 18:41:12 to 19:38:20 UTC, 57 min 8 s");
        assertThat(head.lines().get(2).text()).startsWith("9 failed tasks in service nginx in cluster web");
    }

    @Test
    void nothingReadIsNotNothingFailed() {
        PostMortem unread = of(List.of(), List.of(), Accounting.of(Map.of(), 0, List.of()));
        PostMortem calm = of(List.of(), List.of(), Accounting.of(Map.of("log lines", 5L), 0, List.of()));

        assertThat(unread.head().state()).isEqualTo(Head.State.NOTHING_READ);
        assertThat(calm.head().state()).isEqualTo(Head.State.CLEAR);
    }

    @Test
    void aLineThatCameAgainIsToldOnceWithItsCount() {
        List<Quote> around = PostMortem.of(Evening.input()).incidents().get(1).around();

        assertThat(around)
                .extracting(Quote::text)
                .containsExactly(
                        "UpdateService: InvalidParameterException: Assign public IP is not supported for this launch"
                                + " type.");
    }

    @Test
    void aLongHistoryKeepsTheIncidentsAndTheWorst() {
        List<ServiceHistory.Mark> marks = new ArrayList<>();
        for (int i = 0; i < 2 * Chronicle.MOST; i++) {
            marks.add(new ServiceHistory.Mark(Evening.START.plusSeconds(i), "log", i == 700, "line " + i));
        }
        Chronicle chronicle = of(
                        List.of(Evening.mismatch()),
                        List.of(new ServiceHistory(Evening.NGINX, List.of(), marks)),
                        Accounting.of(Map.of("log lines", 800L), 0, List.of()))
                .chronicle();

        assertThat(chronicle.entries()).hasSize(Chronicle.MOST);
        assertThat(chronicle.leftOut()).isEqualTo(2 * Chronicle.MOST + 2 - Chronicle.MOST);
        assertThat(chronicle.entries()).extracting(Entry::kind).contains(Entry.Kind.INCIDENT, Entry.Kind.RESOLVED);
        assertThat(chronicle.entries()).extracting(Entry::text).contains("line 700");
        assertThat(chronicle.entries()).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
    }

    @Test
    void evidenceThatRepeatsIsCounted() {
        Evidence.Item line = new Evidence.Item(Optional.of(Evening.START), "app.log", "a", "out of memory");
        Evidence.Item again =
                new Evidence.Item(Optional.of(Evening.START.plusSeconds(9)), "app.log", "b", "out of memory");
        Evidence.Item other = new Evidence.Item(Optional.empty(), "task.stoppedReason", "b", "out of memory");
        Incident model = Evening.mismatch();
        Incident incident = new Incident(
                model.id(),
                model.headline(),
                new Incident.Diagnosis(
                        "c",
                        List.of(),
                        1,
                        model.diagnosis().verified(),
                        new Evidence(List.of(line, again, other), List.of(), List.of()),
                        model.diagnosis().origin()),
                model.life(),
                model.reach(),
                model.remediation());

        assertThat(IncidentView.of(incident, List.of(), List.of()).proof().supporting())
                .extracting(Quote::place, Quote::count)
                .containsExactly(tuple("a", 2), tuple("b", 1));
    }

    @Test
    void incidentsOfOneThingAreToldAsOne() {
        Incident leader = Evening.leading();
        Incident member = Evening.member();
        PostMortem view = of(List.of(member, leader), List.of(), Accounting.of(Map.of("events", 9L), 0, List.of()));
        Document page = Jsoup.parse(new Documents().html(view));

        assertThat(view.incidents()).extracting(IncidentView::incident).containsExactly(leader);
        assertThat(page.select("article.incident")).hasSize(1);
        assertThat(page.select("article.incident th[data-label=Where]").eachText())
                .containsExactly(Words.scope(Evening.OTHER));
        assertThat(view.head().lines()).extracting(Head.Line::text).anyMatch(text -> text.contains("in 2 scopes"));
        assertThat(view.chronicle().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.INCIDENT)
                .extracting(entry -> entry.link().orElseThrow())
                .containsOnly("incident-" + leader.id());
        assertThat(page.select("a[href=#incident-" + member.id() + "]")).isEmpty();
        assertThat(new Documents().markdown(view)).contains("| For the same thing | service cart");
    }

    @Test
    void whatIsPartOfNothingInTheDocumentStandsByItself() {
        assertThat(of(List.of(Evening.member()), List.of(), Accounting.of(Map.of("events", 9L), 0, List.of()))
                        .incidents())
                .hasSize(1);
    }

    @Test
    void codeBetweenBackticksIsToldFromWords() {
        assertThat(Prose.of("run `ls -l` or ` alone"))
                .containsExactly(new Prose(false, "run "), new Prose(true, "ls -l"), new Prose(false, " or ` alone"));
    }

    @Test
    void normalLifeAsksForNothing() {
        PostMortem view = PostMortem.of(Evening.input());

        assertThat(view.advice()).extracting(Finding::cause).containsExactly("host-port-dynamic");
        assertThat(view.normal()).extracting(Finding::cause).containsExactly("normal-deployment-replaced");
    }

    @Test
    void aFirstSignIsNeverLaterThanTheCause() {
        Incident model = Evening.mismatch();
        Incident.Life life = new Incident.Life(
                Incident.State.OPEN,
                Evening.START,
                Evening.START.minusMillis(876),
                Evening.START,
                Optional.empty(),
                Optional.empty());

        Times times = Times.of(
                new Incident(model.id(), model.headline(), model.diagnosis(), life, model.reach(), model.remediation()),
                List.of());

        assertThat(times.toOpen()).isZero();
        assertThat(times.firstSign()).isEqualTo(Evening.START.minusMillis(876));
    }

    @Test
    void whatPeopleWroteStandsInTheDocumentAndInTheirFile() {
        Notes notes = Notes.of("# mine\n\nintro\n\n## Decisions\n\nUse <b>buildx</b>\nfrom now on\n\n## Else\n");
        assertThat(notes.fields())
                .containsExactly(
                        new Notes.Field("Decisions", "Use <b>buildx</b>\nfrom now on"), new Notes.Field("Else", ""));
        assertThat(Notes.of(notes.text())).isEqualTo(notes);
        assertThat(Notes.of("nothing")).isEqualTo(Notes.EMPTY);
        assertThat(Notes.of(Notes.EMPTY.text())).isEqualTo(Notes.EMPTY);

        PostMortem.Input input = Evening.input();
        PostMortem view = PostMortem.of(new PostMortem.Input(
                input.title(),
                input.ruleSet(),
                input.found(),
                input.accounting(),
                new PostMortem.People(List.of(), notes)));
        assertThat(new Documents().html(view)).contains("Use &lt;b&gt;buildx&lt;/b&gt;", "not written yet");
        assertThat(new Documents().markdown(view)).contains("### Decisions", "_not written yet_");
    }

    @Test
    void tellsWhatThereIsToLearn() {
        Review review = PostMortem.of(Evening.input()).review();
        assertThat(review.sections())
                .extracting(Review.Section::title)
                .contains("What had changed", "What could not be seen");
        assertThat(review.sections().stream().flatMap(section -> section.items().stream()))
                .anySatisfy(item -> assertThat(item.text()).contains("is the first revision that fails"))
                .anySatisfy(item -> assertThat(item.text()).contains("could not be read"));
    }

    @Test
    void whatALogDidNotSayIsTold() {
        ServiceHistory nginx = Evening.nginx();
        ServiceHistory.TaskBar lasting = nginx.tasks().stream()
                .filter(task -> task.span().started().isPresent()
                        && task.span().stopped().isEmpty())
                .findFirst()
                .orElseThrow();
        Instant from = lasting.span().started().orElseThrow().plusSeconds(60);
        LogRate rate = new LogRate(
                nginx.scope(),
                "/ecs/nginx",
                List.of(
                        new LogRate.Slot(from, from.plusSeconds(10), 5, 0),
                        new LogRate.Slot(from.plusSeconds(910), from.plusSeconds(920), 5, 0)));
        PostMortem.Input input = Evening.input();
        Review review = PostMortem.of(new PostMortem.Input(
                        input.title(),
                        input.ruleSet(),
                        new PostMortem.Found(
                                input.found().incidents(),
                                input.found().findings(),
                                input.found().histories(),
                                List.of(rate)),
                        input.accounting(),
                        PostMortem.People.UNTOLD))
                .review();

        assertThat(review.sections().stream().flatMap(section -> section.items().stream()))
                .extracting(Review.Item::text)
                .contains("log /ecs/nginx said nothing for 15 min while a task ran")
                .anyMatch(text -> text.endsWith("not one line of a log of theirs was read"));
    }

    @Test
    void aLongTimeOfWhichNothingWasReadIsTold() {
        assertThat(unseen(29)).noneMatch(text -> text.contains("nothing was read"));
        assertThat(unseen(365))
                .contains("nothing was read of the next 365 d: a part of the input is missing, or a clock was wrong");
    }

    private static List<String> unseen(int days) {
        PostMortem.Input input = Evening.input();
        ServiceHistory nginx = Evening.nginx();
        Instant last = nginx.marks().stream()
                .map(ServiceHistory.Mark::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        ServiceHistory longer = new ServiceHistory(
                nginx.scope(),
                List.of(),
                Stream.concat(
                                nginx.marks().stream(),
                                Stream.of(new ServiceHistory.Mark(
                                        last.plus(Duration.ofDays(days)), "service", false, "steady")))
                        .toList());
        return PostMortem.of(new PostMortem.Input(
                        input.title(),
                        input.ruleSet(),
                        input.found().incidents(),
                        List.of(),
                        List.of(longer),
                        input.accounting()))
                .review()
                .sections()
                .stream()
                .flatMap(section -> section.items().stream())
                .map(Review.Item::text)
                .toList();
    }

    @Test
    void saysOfWhichTimesAllWasRead() {
        Instant from = Instant.parse("2026-03-03T12:03:00Z");
        Completeness known = new Completeness(
                "/ecs/<web>",
                List.of(
                        new Completeness.Stretch(from, from.plusSeconds(360), 0),
                        new Completeness.Stretch(from.plusSeconds(360), from.plusSeconds(420), 3)));
        Accounting accounting = new Accounting(
                new TreeMap<>(Map.of("log lines", 5L)), 0, 0, List.of(), Optional.empty(), List.of(known));
        PostMortem document = of(List.of(), List.of(), accounting);

        assertThat(new Documents().markdown(document))
                .contains(
                        "complete from 3 March 2026, 12:03:00, to 12:09:00; 3 log events missing of what CloudWatch got"
                                + " in the minute of 3 March 2026, 12:09:00");
        assertThat(new Documents().html(document))
                .contains("<code>/ecs/&lt;web&gt;</code>")
                .contains("complete from 3 March 2026, 12:03:00, to 12:09:00");
        assertThat(document.review().toString())
                .contains("3 log events that CloudWatch got in /ecs/<web> in this minute were not read");
    }
}
