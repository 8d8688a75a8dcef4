package io.stopcause.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.console.Browser;
import io.stopcause.console.Evening;
import io.stopcause.console.Hostile;
import io.stopcause.console.postmortem.IncidentView;
import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.Correction;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Incident;
import io.stopcause.model.Silence;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** What the live page's script and forms do in Chromium, where it is installed. */
@EnabledIf("io.stopcause.console.Browser#isInstalled")
class LiveBrowserIT {

    private static Browser browser;

    private final IncidentBoard board = new IncidentBoard();
    private final LivePage page = LivePage.start(
            ConsoleConfig.onFreePort(),
            new Answers(
                    board,
                    List::of,
                    "run",
                    new Actions(new OnTheBoard(), Admission.LOCAL, "s3cret"),
                    () -> Evening.START.plusSeconds(7200),
                    Optional.empty()));

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @AfterEach
    void close() {
        browser.open(URI.create("about:blank"), 800, false);
        page.close();
    }

    private void put(Incident incident) {
        board.incident(incident.id(), Optional.of(incident));
    }

    private static Incident open(Incident incident) {
        Incident.Life life = incident.life();
        return new Incident(
                incident.id(),
                incident.headline(),
                incident.diagnosis(),
                new Incident.Life(
                        Incident.State.OPEN,
                        life.firstSeen(),
                        life.openedAt(),
                        life.lastSeen(),
                        Optional.empty(),
                        Optional.empty()),
                incident.reach(),
                incident.remediation());
    }

    private static String pathOf(Incident incident) {
        return "/incidents/" + IncidentView.key(incident);
    }

    private void visit(String path, int width, boolean dark) {
        browser.open(page.address().resolve(path), width, dark);
    }

    @ParameterizedTest
    @CsvSource({
        "front, 1440, false",
        "front, 360, true",
        "incident, 1440, false",
        "incident, 360, true",
        "hostile, 800, false",
        "services, 1440, true",
        "rules, 1440, false",
        "rules, 360, false",
        "pipeline, 1440, false"
    })
    void itIsDrawnForEverybodyWithoutAComplaint(String which, int width, boolean dark) throws IOException {
        Incident hostile = Hostile.input().found().incidents().get(0);
        put(open(Evening.mismatch()));
        put(Evening.blind());
        put(hostile);
        Evening.input().found().findings().forEach(finding -> board.finding(finding.id(), Optional.of(finding)));
        board.history("nginx", Optional.of(Evening.nginx()));
        board.ledger().checkpoint("queue", Optional.of(new Checkpoint("queue", "", Evening.START.plusSeconds(7110))));
        board.ledger().dead(Optional.of(new DeadLetter("a.log:3", "broken JSON", Hostile.SCRIPT, Evening.START)));

        visit(
                switch (which) {
                    case "front" -> "/";
                    case "incident" -> pathOf(Evening.mismatch());
                    case "hostile" -> pathOf(hostile);
                    default -> "/" + which;
                },
                width,
                dark);
        browser.picture("live-" + which + "-" + width + (dark ? "-dark" : "-light"));

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.excess()).isZero();
        assertThat(browser.barriers()).isEmpty();
    }

    /** What people have begun to type stays, and what they had opened stays open. */
    @Test
    void newsAreShownWithoutLosingTheReadersPlace() {
        visit("/", 1440, false);
        browser.find("input[name=q]").sendKeys("half a wo");

        put(open(Evening.mismatch()));
        browser.await("document.querySelector('.card')");
        assertThat(browser.driver().getTitle()).isEqualTo("(1) stopcause");
        assertThat(browser.find("input[name=q]").getDomProperty("value")).isEqualTo("half a wo");
        assertThat(browser.ask("return document.activeElement.name")).isEqualTo("q");

        put(Evening.mismatch());
        browser.await("!document.querySelector('.card') && document.querySelector('.glance')");
        assertThat(browser.complaints()).isEmpty();

        page.close();
        browser.await("document.body.classList.contains('lost')");
        assertThat(browser.find(".stale").isDisplayed()).isTrue();
    }

    @Test
    void whatIsBeingTypedIntoAFormStaysWhenTheIncidentGrows() {
        Incident incident = open(Evening.mismatch());
        put(incident);
        visit(pathOf(incident), 1440, false);
        browser.await("performance.getEntriesByType('resource').some(each => each.initiatorType === 'fetch')");
        WebElement note = browser.find("form[action$=acknowledge] input[name=reason]");
        note.sendKeys("I am loo");

        board.history("nginx", Optional.of(Evening.nginx()));

        browser.await("document.querySelector('.task.failed')");
        note.sendKeys("king");
        assertThat(note.getDomProperty("value")).isEqualTo("I am looking");
        assertThat(browser.ask("return document.activeElement.name")).isEqualTo("reason");
        fill("acknowledge", "reason", " at it");
        browser.await("document.querySelector('main')?.textContent.includes('Ada looks after it: I am looking at it')");
    }

    @Test
    void anIncidentGrowsWhileItIsLookedAt() {
        Incident incident = open(Evening.mismatch());
        put(incident);
        visit(pathOf(incident), 1440, false);
        browser.click("[aria-label='Zoom in']");

        board.history("nginx", Optional.of(Evening.nginx()));

        browser.await("document.querySelector('.task.failed')");
        browser.await("document.querySelectorAll('.closer-bar').length === 1");
        assertThat(browser.ask("return document.querySelector('.picture').classList.contains('zoomed')"))
                .isEqualTo(true);
    }

    @Test
    void peopleAcknowledgeSilenceAndCorrect() {
        Incident incident = open(Evening.mismatch());
        put(incident);
        visit(pathOf(incident), 1440, false);

        fill("acknowledge", "reason", "looking");
        browser.await("document.querySelector('main')?.textContent.includes('Ada looks after it: looking')");
        assertThat(browser.ask("return document.querySelectorAll('form[action$=acknowledge]').length"))
                .isEqualTo(0L);
        browser.await("document.querySelector('.facts').textContent.includes('Acknowledged')");

        fill("silence", "reason", "known");
        browser.await(
                "document.querySelector('main')?.textContent.includes('Ada silenced it until 3 Mar, 19:54:43: known')");

        fill("correct", "cause", "image-not-found");
        browser.await("document.querySelector('main')?.textContent.includes('it was image-not-found')");
        assertThat(browser.complaints()).isEmpty();
    }

    /** Returns on the page that answers; the one before may show the news as well. */
    private static void fill(String form, String field, String value) {
        browser.find("form[action$=" + form + "] input[name=author]").sendKeys("Ada");
        browser.find("form[action$=" + form + "] input[name=" + field + "]").sendKeys(value);
        browser.ask("return window.before = true");
        browser.click("form[action$=" + form + "] button");
        browser.await("!window.before && document.querySelector('main')");
    }

    @Test
    void peopleSearchAndFilter() {
        put(open(Evening.mismatch()));
        put(Evening.blind());
        visit("/", 1440, false);

        browser.find("input[name=q]").sendKeys("arm64");
        browser.click("form.filter button");
        browser.await("document.querySelectorAll('.card').length === 1 && !document.querySelector('.glance')");

        browser.find("input[name=q]").clear();
        browser.find("select[name=state]").sendKeys("resolved");
        browser.click("form.filter button");
        browser.await("!document.querySelector('.card') && document.querySelector('.glance')");
        assertThat(browser.complaints()).isEmpty();
    }

    /** Notes on the board what people want, as the topics would. */
    private final class OnTheBoard implements Wishes {

        @Override
        public void acknowledge(Incident incident, String author, String reason) {
            Instant now = incident.life().openedAt().plusSeconds(60);
            board.ledger()
                    .acknowledgement(
                            incident.id(), Optional.of(new Acknowledgement(incident.id(), author, now, reason)));
        }

        @Override
        public void silence(Incident incident, Duration length, String author, String reason) {
            Instant now = incident.life().openedAt();
            List<String> matchers = List.of("incident=\"" + incident.id() + "\"");
            board.ledger().silence(Optional.of(new Silence("s", matchers, now, now.plus(length), author, reason)));
        }

        @Override
        public void correct(Incident incident, Optional<String> cause, String author) {
            Optional<String> claimed = Optional.of(incident.diagnosis().cause());
            board.ledger()
                    .correction(Optional.of(new Correction(incident.id(), claimed, cause, author, Evening.START)));
        }

        @Override
        public List<String> causes() {
            return List.of("image-not-found");
        }
    }
}
