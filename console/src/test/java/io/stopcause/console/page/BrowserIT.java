package io.stopcause.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.console.Browser;
import io.stopcause.console.Crowd;
import io.stopcause.console.Evening;
import io.stopcause.console.Hostile;
import io.stopcause.console.postmortem.PostMortem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.interactions.Actions;

/** Opens the documents from disk in Chromium, where it is installed. */
@EnabledIf("io.stopcause.console.Browser#isInstalled")
class BrowserIT {

    @TempDir
    private static Path directory;

    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    private static URI document(String which) throws IOException {
        Path file = directory.resolve(which + ".html");
        if (!Files.exists(file)) {
            Files.writeString(
                    file,
                    new Documents()
                            .html(PostMortem.of(
                                    switch (which) {
                                        case "evening" -> Evening.input();
                                        case "hostile" -> Hostile.input();
                                        case "crowd" -> Crowd.input();
                                        default -> throw new IllegalArgumentException(which);
                                    })));
        }
        return file.toUri();
    }

    /** Colours of hostile texts are the page's own, and its marks are hidden from screen readers by design. */
    @ParameterizedTest
    @CsvSource({
        "evening, 1440, false",
        "evening, 1440, true",
        "evening, 360, false",
        "hostile, 800, false",
        "hostile, 360, true",
        "crowd, 1440, false"
    })
    void itIsDrawnForEverybodyWithoutAComplaint(String which, int width, boolean dark) throws IOException {
        browser.open(document(which), width, dark);

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isEmpty();
        assertThat(browser.excess()).isZero();
        if (!which.equals("crowd")) {
            browser.picture(which + "-" + width + (dark ? "-dark" : "-light"));
            assertThat(browser.barriers()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"evening", "hostile"})
    void itPrints(String which) throws IOException {
        browser.open(document(which), 1440, false);

        assertThat(browser.print(which)).isGreaterThan(20_000);
    }

    @Test
    void theTimelineCanBeLookedAtCloserAndFiltered() throws IOException {
        browser.open(document("evening"), 1440, false);
        browser.click("[aria-label='Zoom in']");
        browser.click("[aria-label='Earlier']");
        assertThat(browser.find(".closer-bar .range").getText()).startsWith("2026-03-03 ");
        assertThat(browser.ask("return document.querySelector('.picture').style.getPropertyValue('--zoom')"))
                .isEqualTo("2");
        browser.picture("closer");
        browser.click("[aria-label='Show the whole time']");
        assertThat(browser.ask("return document.querySelector('.picture').classList.contains('zoomed')"))
                .isEqualTo(false);

        new Actions(browser.driver())
                .moveToElement(browser.find(".task.failed .ran"))
                .perform();
        assertThat(browser.find(".tip").getText()).contains("2026-03-03", "Task ");

        browser.find(".closer-bar input[type=search]").sendKeys("exec format");
        assertThat(lanes()).isNotEmpty().allMatch(lane -> !lane.startsWith("Deployments"));
        assertThat(browser.complaints()).isEmpty();
    }

    /** A lane of 1,200 marks shows a few; from near it shows each, and each leads somewhere. */
    @Test
    void aCrowdOfMarksComesApart() throws IOException {
        browser.open(document("crowd"), 1440, false);
        String marks = "[...document.querySelector('.lane[data-marks] .plot').querySelectorAll('a')]";
        assertThat((Boolean) browser.ask("return " + marks + ".some(a => a.textContent.includes(' more)'))"))
                .isTrue();

        for (int i = 0; i < 4; i++) {
            browser.click("[aria-label='Zoom in']");
        }
        browser.ask("document.querySelector('.lane[data-marks]').scrollIntoView(); return true");

        browser.await(marks + ".every(a => a.dataset.tip && !a.dataset.tip.includes(' more)'))");
        assertThat((Boolean) browser.ask("return " + marks + ".length > 1 && " + marks
                        + ".every(a => document.querySelector(a.getAttribute('href')))"))
                .isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    private static List<String> lanes() {
        List<?> lanes = (List<?>) browser.ask("return [...document.querySelectorAll('.lane[data-kind]')]"
                + ".filter(lane => !lane.hidden).map(lane => lane.textContent.trim())");
        return lanes.stream().map(String::valueOf).toList();
    }
}
