package io.stopcause.console.live;

import io.stopcause.console.Browser;
import io.stopcause.console.Crowd;
import io.stopcause.console.Evening;
import io.stopcause.console.page.Documents;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.model.Incident;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints how long Chromium takes to open the document of a crowded day, next to a page that holds as many bytes and
 * nothing to draw, and how quick the live page is with a thousand incidents.
 */
public final class PageTimes {

    private static final int ROUNDS = 9;
    private static final int INCIDENTS = 1000;

    private PageTimes() {}

    /** Needs Chromium and its driver. */
    public static void main(String[] args) throws Exception {
        try (Browser browser = Browser.start()) {
            documents(browser);
            live(browser);
        }
    }

    private static void documents(Browser browser) throws IOException {
        Path directory = Files.createTempDirectory("pages");
        String html = new Documents().html(PostMortem.of(Crowd.input()));
        Path crowd = Files.writeString(directory.resolve("crowd.html"), html);
        String text = "<!doctype html><meta charset=utf-8><title>text</title><pre hidden>"
                + html.replace("<", "&lt;").substring(0, html.length())
                + "</pre>";
        Path plain = Files.writeString(directory.resolve("plain.html"), text);
        List<Double> drawn = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            drawn.add(opened(browser, crowd.toUri()));
            bytes.add(opened(browser, plain.toUri()));
        }
        print("the document of 200 incidents and 48,000 marks, " + size(html) + ": loaded", drawn);
        print("as many bytes of hidden text, " + size(text) + ": loaded", bytes);
        System.out.printf(Locale.ROOT, "ratio of the medians: %.1f%n", median(drawn) / median(bytes));
    }

    /** From the start of the navigation to its end, in milliseconds, by the browser's own clock. */
    private static double opened(Browser browser, URI page) {
        browser.open(page, 1440, false);
        browser.await("performance.getEntriesByType('navigation')[0].loadEventEnd > 0");
        return ((Number) browser.ask("return performance.getEntriesByType('navigation')[0].loadEventEnd"))
                .doubleValue();
    }

    private static void live(Browser browser) throws Exception {
        IncidentBoard board = new IncidentBoard();
        for (int i = 0; i < INCIDENTS; i++) {
            put(board, "%016x".formatted(i), 0);
        }
        Wishes nobody = (Wishes) Proxy.newProxyInstance(
                PageTimes.class.getClassLoader(), new Class<?>[] {Wishes.class}, (proxy, method, values) -> List.of());
        Instant now = Evening.START.plusSeconds(7200);
        Answers answers = new Answers(
                board, List::of, "run", new Actions(nobody, Admission.LOCAL, "s3cret"), () -> now, Optional.empty());
        try (LivePage page = LivePage.start(ConsoleConfig.onFreePort(), answers)) {
            requests(page.address());
            List<Double> shown = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                shown.add(opened(browser, page.address()));
            }
            print("in the browser: loaded", shown);
            news(browser, board);
            browser.open(URI.create("about:blank"), 800, false);
        }
    }

    private static void requests(URI address) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        List<Double> taken = new ArrayList<>();
        String body = "";
        for (int i = 0; i < 10 * ROUNDS; i++) {
            long before = System.nanoTime();
            body = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            taken.add((System.nanoTime() - before) / 1e6);
        }
        print("the first page of " + INCIDENTS + " open incidents, " + size(body) + ": answered", taken);
    }

    private static void news(Browser browser, IncidentBoard board) {
        List<Double> taken = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            String id = "ffffffff%08x".formatted(i);
            long before = System.nanoTime();
            put(board, id, i + 1);
            browser.await("document.body.innerHTML.includes('" + id + "')");
            taken.add((System.nanoTime() - before) / 1e6);
        }
        print("a new incident: on the page", taken);
    }

    private static void put(IncidentBoard board, String id, int later) {
        Incident model = Evening.mismatch();
        Incident.Life life = model.life();
        Incident open = new Incident(
                id,
                model.headline(),
                model.diagnosis(),
                new Incident.Life(
                        Incident.State.OPEN,
                        life.firstSeen(),
                        life.openedAt().plusSeconds(later),
                        life.lastSeen(),
                        Optional.empty(),
                        Optional.empty()),
                model.reach(),
                model.remediation());
        board.incident(id, Optional.of(open));
    }

    private static String size(String content) {
        return content.getBytes(StandardCharsets.UTF_8).length / 1000 + " kB";
    }

    private static void print(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s after %.0f ms at least, %.0f in the median, %.0f at most (%d times)%n",
                what,
                sorted.get(0),
                median(sorted),
                sorted.get(sorted.size() - 1),
                sorted.size());
    }

    private static double median(List<Double> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }
}
