package io.stopcause.notifier.receiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mail in a real browser, on a desk and on a phone; skipped where there is no Chromium. */
class EmailInBrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({"story, 900", "story, 390", "hostile, 390", "resolved, 390"})
    void nothingIsWiderThanTheWindowAndNothingRuns(String which, int width) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "there is no Chromium: apt-get install chromium");
        String mail = mail(which);
        Path page = Files.writeString(directory.resolve("page.html"), """
            <!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
            <iframe id="mail" style="border:0;width:%dpx;height:9000px" srcdoc="%s"></iframe>
            <script>
            document.getElementById('mail').onload = event => {
              const root = event.target.contentDocument;
              document.title = 'wide ' + root.documentElement.scrollWidth + ' scripts ' + root.scripts.length
                  + ' links ' + root.querySelectorAll('a').length;
            };
            </script>
            """.formatted(width, EmailHtml.escape(mail)));

        String dom = dump(page);

        assertThat(dom).contains("<title>wide " + width + " scripts 0 links " + (which.equals("hostile") ? 1 : 4));
    }

    static String mail(String which) {
        Incident incident =
                switch (which) {
                    case "hostile" -> Incidents.hostile();
                    case "resolved" -> Incidents.withState(Incidents.crashLoop(), Incident.State.RESOLVED);
                    default -> Incidents.crashLoop();
                };
        Kind kind = incident.isResolved() ? Kind.RESOLVED : Kind.UPDATED;
        Message message = MessageWriter.write(
                incident, kind, List.of(), Optional.of("https://stopcause.example.org/incident/5f2c1a9be07d4431"));
        Optional<Timeline> timeline = Timeline.of(incident);
        String html = EmailHtml.of(message, timeline);
        return timeline.map(picture -> html.replace(
                        "cid:" + EmailHtml.PICTURE,
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png())))
                .orElse(html);
    }

    private String dump(Path page) throws IOException, InterruptedException {
        Process chromium = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = chromium.getInputStream()) {
            String dom = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(chromium.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return dom;
        }
    }
}
