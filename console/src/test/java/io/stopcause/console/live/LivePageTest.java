package io.stopcause.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.console.Evening;
import io.stopcause.console.Hostile;
import io.stopcause.console.postmortem.IncidentView;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivePageTest {

    private final IncidentBoard board = new IncidentBoard();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final LivePage page =
            LivePage.start(ConsoleConfig.onFreePort(), new Answers(board, () -> List.copyOf(problems), "run"));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        page.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(page.address().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
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

    @Test
    void whatIsPartOfAnotherIsToldThereAndHasAPageThatSaysSo() throws Exception {
        put(open(Evening.member()));
        put(open(Evening.leading()));
        Document front = Jsoup.parse(get("/").body());

        assertThat(front.select(".state").text()).isEqualTo("1 incident is open");
        assertThat(Jsoup.parse(get("/incidents/" + Evening.member().id()).body())
                        .select("a[href=/incidents/" + Evening.leading().id() + "]"))
                .hasSize(1);
    }

    @Test
    void theFrontShowsWhatIsOpenBeforeWhatIsOver() throws Exception {
        assertThat(Jsoup.parse(get("/").body()).select(".state").text()).startsWith("Nothing is wrong");

        put(open(Evening.mismatch()));
        put(Evening.blind());
        Document front = Jsoup.parse(get("/").body());

        assertThat(front.select(".state").text()).isEqualTo("1 incident is open");
        assertThat(front.select(".card h3").eachText())
                .containsExactly("nginx: the image is arm64, the instance is x86_64");
        assertThat(front.select(".glance tbody th").text()).contains("no log configuration");
    }

    @Test
    void everyLinkOfTheFrontLeadsToItsIncident() throws Exception {
        put(open(Evening.mismatch()));
        put(Evening.blind());
        board.history("nginx", Optional.of(Evening.nginx()));

        for (String href : Jsoup.parse(get("/").body()).select("main a").eachAttr("href")) {
            HttpResponse<String> answer = get(href);
            assertThat(answer.statusCode()).as(href).isEqualTo(200);
            assertThat(Jsoup.parse(answer.body()).select("article.incident h1")).hasSize(1);
            assertThat(answer.body()).contains("class=\"task failed\"");
        }
    }

    @Test
    void aHostileIncidentCanBeOpenedAndStaysText() throws Exception {
        Incident hostile = Hostile.input().incidents().get(0);
        put(hostile);

        HttpResponse<String> answer = get("/incidents/" + IncidentView.key(hostile));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(answer.body()).select("script").eachAttr("src")).containsExactly("/live.js");
        assertThat(Jsoup.parse(answer.body()).select("img")).isEmpty();
        assertThat(get("/").body()).doesNotContain("<script>alert");
    }

    @Test
    void everyAnswerIsStrict() throws Exception {
        for (String path : List.of("/", "/api/incidents", "/health", "/live.js", "/nowhere", "/incidents/x")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        }
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(get("/incidents/x").statusCode()).isEqualTo(404);
    }

    @Test
    void aForeignNameIsRefused() throws Exception {
        put(Evening.blind());
        String refused = raw("GET / HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n");

        assertThat(refused).startsWith("HTTP/1.1 403").doesNotContain("no log configuration");
        assertThat(raw("GET / HTTP/1.1\r\nHost: LOCALHOST:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), page.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nothingCanBeWritten() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(page.address())
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void whatIsKnownIsNotSentAgainUntilItChanges() throws Exception {
        put(Evening.blind());
        String tag = get("/").headers().firstValue("ETag").orElseThrow();

        assertThat(get("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
        put(open(Evening.mismatch()));
        assertThat(get("/", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void healthFailsWithItsReason() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        problems.add("topic stopcause.incidents.v1 does not exist yet");

        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("does not exist yet");
        assertThat(get("/").body()).contains("does not exist yet").doesNotContain("Nothing is wrong");
    }

    @Test
    void theIncidentsAsJsonReadBackTheSame() throws Exception {
        put(Evening.blind());
        JsonNode tree = Json.read(get("/api/incidents").body(), JsonNode.class);

        assertThat(Json.read(tree.path(0).toString(), Incident.class)).isEqualTo(Evening.blind());
    }

    @Test
    void aTakenPortIsNamed() {
        ConsoleConfig taken =
                new ConsoleConfig(Optional.of("127.0.0.1:" + page.address().getPort()), List.of());

        assertThatThrownBy(() -> LivePage.start(taken, new Answers(board, List::of, "run")))
                .hasMessageContaining(String.valueOf(page.address().getPort()))
                .hasMessageContaining("console.listen");
    }
}
