package io.stopcause.console;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, where it and its driver are installed; pictures go to {@code target/pictures}. */
public final class Browser implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AXE =
            "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(result => done("
                    + "result.violations.map(each => each.id + ' ' + each.nodes[0].target).join('; ')))";

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    public static boolean isInstalled() {
        return place("chromium").isPresent() && place("chromedriver").isPresent();
    }

    private static Optional<Path> place(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Browser start() throws IOException {
        Files.createDirectories(PICTURES);
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(place("chromium").orElseThrow().toFile());
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
        options.addArguments("--no-first-run", "--disable-background-networking", "--disable-component-update");
        options.setCapability("goog:loggingPrefs", logging);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                place("chromedriver").orElseThrow().toFile())
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return new Browser(driver);
    }

    /** Opens a page as wide as said. */
    public void open(URI address, int width, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        complaints();
        driver.get(address.toString());
    }

    /** Errors and warnings of the page's script, its policy and its requests since the last call. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What {@code script} returns; it must return something. */
    public Object ask(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeScript(script, arguments), script);
    }

    /** Waits until {@code script} returns something true. */
    public void await(String script) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Boolean.TRUE.equals(ask("return Boolean(" + script + ")"))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + script + " on\n" + driver.getPageSource());
            }
            Thread.onSpinWait();
        }
    }

    /** Clicks, once more if the page was shown anew meanwhile. */
    public void click(String selector) {
        try {
            find(selector).click();
        } catch (StaleElementReferenceException e) {
            find(selector).click();
        }
    }

    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** How many pixels stick out sideways. */
    public long excess() {
        return (Long) ask("return document.documentElement.scrollWidth - innerWidth");
    }

    /** What the page asked for beside itself. */
    public List<?> requests() {
        return (List<?>) ask("return performance.getEntriesByType('resource').map(each => each.name)");
    }

    /** What axe finds wrong; empty for nothing. */
    public String barriers() {
        driver.executeScript(axe());
        return String.valueOf(driver.executeAsyncScript(AXE));
    }

    private static String axe() {
        String place = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream in = Browser.class.getClassLoader().getResourceAsStream(place)) {
            return new String(Objects.requireNonNull(in, place).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves a picture of the whole page. */
    public void picture(String name) throws IOException {
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        keep(name + ".png", shot);
    }

    /** Prints the page; how long the document is, in bytes. */
    public int print(String name) throws IOException {
        return keep(name + ".pdf", driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", false)));
    }

    private static int keep(String name, Map<String, Object> answer) throws IOException {
        byte[] bytes = Base64.getDecoder().decode((String) answer.get("data"));
        Files.write(PICTURES.resolve(name), bytes);
        return bytes.length;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
