package io.stopcause.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.console.Crowd;
import io.stopcause.console.Evening;
import io.stopcause.console.Hostile;
import io.stopcause.console.postmortem.IncidentPage;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.model.Incident;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opens the pages in Chromium, where it is installed, and leaves pictures of them in {@code target/pictures}. */
@EnabledIf("isInstalled")
class BrowserIT {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String MEASURE =
            "<script>document.documentElement.dataset.excess=document.documentElement.scrollWidth-innerWidth</script>";

    private static final String ASK_AXE =
            "axe.run({resultTypes:['violations']}).then(r => document.documentElement.dataset.axe"
                    + " = 'done:' + r.violations.map(v => v.id + ' ' + v.nodes[0].target).join('; '))";

    private static final ActingView ACTING = new ActingView(
            List.of(new ActingView.Line(
                    Instant.parse("2026-03-03T18:54:12Z"), "team-slack delivered, opened: default route; new")),
            false,
            Optional.of(new ActingView.Form("secret", Optional.empty(), List.of("arch-mismatch", "image-not-found"))),
            false);

    @TempDir
    Path directory;

    static boolean isInstalled() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "chromium")));
    }

    @BeforeAll
    static void makeRoom() throws IOException {
        Files.createDirectories(PICTURES);
    }

    private static String html(String which) {
        Pages pages = new Pages();
        Incident incident = Evening.mismatch();
        return switch (which) {
            case "evening" -> pages.postMortem(PostMortem.of(Evening.input()));
            case "hostile" -> pages.postMortem(PostMortem.of(Hostile.input()));
            case "crowd" -> pages.postMortem(PostMortem.of(Crowd.input()));
            case "board" ->
                pages.board(BoardView.of(
                        Evening.input().found().incidents(),
                        Evening.input().found().findings(),
                        List.of("the history is still being read")));
            case "incident" -> pages.incident(IncidentPage.of(incident, List.of(Evening.nginx()), List.of()), ACTING);
            default -> throw new IllegalArgumentException(which);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "evening, 1440, 5200, light",
        "evening, 390, 8600, light",
        "evening, 1440, 5200, dark",
        "evening, 390, 8600, dark",
        "hostile, 390, 9000, light",
        "crowd, 1440, 3000, light",
        "board, 1440, 1600, light",
        "board, 390, 2400, dark",
        "incident, 1440, 3200, light"
    })
    void itIsDrawnWithoutAComplaint(String which, int width, int height, String scheme) throws Exception {
        Path file = directory.resolve("page.html");
        Files.writeString(file, html(which).replaceFirst("<script src=\"/live.js\" defer></script>", ""));
        Path picture =
                PICTURES.resolve(which + "-" + width + "-" + scheme + ".png").toAbsolutePath();
        Files.deleteIfExists(picture);

        String said = chromium(
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--window-size=" + width + "," + height,
                "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
                "--screenshot=" + picture,
                file.toUri().toString());

        assertThat(said).doesNotContain("CONSOLE");
        assertThat(picture).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"evening, 360", "hostile, 360", "board, 360", "hostile, 800"})
    void nothingSticksOutSideways(String which, int width) throws Exception {
        Path file = directory.resolve("page.html");
        Files.writeString(
                file,
                html(which)
                        .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                        .replace("</body>", MEASURE + "</body>"));

        String dom = chromium(
                "--hide-scrollbars",
                "--window-size=" + width + ",900",
                "--dump-dom",
                file.toUri().toString());

        assertThat(Jsoup.parse(dom).select("html").attr("data-excess")).isEqualTo("0");
    }

    /** Colours of hostile texts are the page's own, and its marks are hidden from screen readers by design. */
    @ParameterizedTest
    @CsvSource({
        "evening, light",
        "evening, dark",
        "hostile, light",
        "board, light",
        "board, dark",
        "incident, light",
        "incident, dark"
    })
    void everybodyCanUseIt(String which, String scheme) throws Exception {
        Path file = directory.resolve("page.html");
        Files.writeString(
                file,
                html(which)
                        .replaceFirst("<script src=\"/live.js\" defer></script>", "")
                        .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                        .replace("</body>", "<script>" + axe() + "</script><script>" + ASK_AXE + "</script></body>"));

        String dom = chromium(
                "--hide-scrollbars",
                "--window-size=1200,900",
                "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
                "--virtual-time-budget=60000",
                "--dump-dom",
                file.toUri().toString());

        assertThat(Jsoup.parse(dom).select("html").attr("data-axe")).isEqualTo("done:");
    }

    private static String axe() throws IOException {
        String place = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream in = BrowserIT.class.getClassLoader().getResourceAsStream(place)) {
            return new String(Objects.requireNonNull(in, place).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"evening", "hostile"})
    void itPrints(String which) throws Exception {
        Path file = directory.resolve("page.html");
        Files.writeString(file, html(which));
        Path pdf = PICTURES.resolve(which + ".pdf").toAbsolutePath();
        Files.deleteIfExists(pdf);

        chromium("--no-pdf-header-footer", "--print-to-pdf=" + pdf, file.toUri().toString());

        assertThat(pdf).isNotEmptyFile();
    }

    private String chromium(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(directory, "profile")));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
