package io.stopcause.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.console.Evening;
import io.stopcause.console.Hostile;
import io.stopcause.console.postmortem.IncidentView;
import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Checkpoint;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivePageTest {

    private final IncidentBoard board = new IncidentBoard();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Noted noted = new Noted();
    private final LivePage page = LivePage.start(ConsoleConfig.onFreePort(), answers(Admission.LOCAL));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        page.close();
    }

    private Answers answers(Admission admission) {
        Actions actions = new Actions(noted, admission, "s3cret");
        return new Answers(board, () -> List.copyOf(problems), "run", actions, () -> Instant.EPOCH, Optional.empty());
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
            assertThat(Jsoup.parse(answer.body()).select("article.incident h3")).hasSize(1);
            assertThat(answer.body()).contains("class=\"task failed\"");
        }
    }

    @Test
    void aHostileIncidentCanBeOpenedAndStaysText() throws Exception {
        Incident hostile = Hostile.input().found().incidents().get(0);
        put(hostile);

        HttpResponse<String> answer = get("/incidents/" + IncidentView.key(hostile));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(answer.body()).select("script[src]").eachAttr("src"))
                .containsExactly("/timeline.js", "/live.js");
        assertThat(Jsoup.parse(answer.body()).select("img")).isEmpty();
        assertThat(get("/").body()).doesNotContain("<script>alert");
    }

    @Test
    void everyAnswerIsStrict() throws Exception {
        for (String path :
                List.of("/", "/api/incidents", "/health", "/live.js", "/timeline.js", "/nowhere", "/incidents/x")) {
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
    void whatWasResolvedLongerAgoThanIsKeptIsNotShown() {
        put(Evening.blind());
        Instant end = Evening.blind().life().resolvedAt().orElseThrow();
        Answers hour = new Answers(
                board,
                List::of,
                "run",
                new Actions(noted, Admission.LOCAL, "s3cret"),
                () -> end.plusSeconds(3601),
                Optional.of(Duration.ofHours(1)));

        String known = Evening.blind().id();
        Request incidents =
                new Request("GET", "/api/incidents", Optional.empty(), Map.of(), new Visitor(true, Map.of()));
        assertThat(hour.to(incidents).body()).doesNotContain(known);
        assertThat(answers(Admission.LOCAL).to(incidents).body()).contains(known);
    }

    @Test
    void aTakenPortIsNamed() {
        ConsoleConfig taken = new ConsoleConfig(
                Optional.of("127.0.0.1:" + page.address().getPort()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> LivePage.start(taken, answers(Admission.LOCAL)))
                .hasMessageContaining(String.valueOf(page.address().getPort()))
                .hasMessageContaining("console.listen");
    }

    private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(page.address().resolve(path)).POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String at(Incident incident, String what) {
        return "/incidents/" + incident.id() + "/" + what;
    }

    @Test
    void peopleAtThisMachineMayAct() throws Exception {
        Incident incident = open(Evening.mismatch());
        put(incident);
        assertThat(get("/incidents/" + incident.id()).body())
                .contains("value=\"s3cret\"", ">Acknowledge<", ">Silence<", ">Wrong cause<");

        assertThat(post(at(incident, "acknowledge"), "form=s3cret&author=Ada&reason=on+it")
                        .statusCode())
                .isEqualTo(303);
        assertThat(post(at(incident, "silence"), "form=s3cret&author=Ada&length=4h")
                        .statusCode())
                .isEqualTo(303);
        assertThat(post(at(incident, "correct"), "form=s3cret&author=Ada&cause=image-not-found")
                        .headers()
                        .firstValue("Location"))
                .contains("/incidents/" + incident.id());

        assertThat(noted.wishes)
                .containsExactly(
                        "acknowledge " + incident.id() + " Ada on it",
                        "silence " + incident.id() + " PT4H Ada ",
                        "correct " + incident.id() + " Optional[image-not-found] Ada");
    }

    @Test
    void aFormFromElsewhereDoesNothing() throws Exception {
        Incident incident = open(Evening.mismatch());
        put(incident);
        String path = at(incident, "acknowledge");
        assertThat(post(path, "form=guess&author=Eve").statusCode()).isEqualTo(403);
        assertThat(post(path, "author=Eve").statusCode()).isEqualTo(403);
        assertThat(post(path, "form=s3cret&author=Eve", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(path, "form=s3cret&author=Eve", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(noted.wishes).isEmpty();
    }

    @Test
    void whatIsNotRightIsSaid() throws Exception {
        put(Evening.mismatch());
        put(open(Evening.blind()));
        assertThat(post(at(Evening.mismatch(), "acknowledge"), "form=s3cret&author=Ada")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post(at(Evening.blind(), "acknowledge"), "form=s3cret").body())
                .contains("Who are you?");
        assertThat(post(at(Evening.blind(), "silence"), "form=s3cret&author=Ada&length=9y")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(at(Evening.blind(), "correct"), "form=s3cret&author=Ada&cause=%3Cb%3E")
                        .body())
                .contains("no cause '&lt;b&gt;'");
        assertThat(post(at(Evening.blind(), "explode"), "form=s3cret&author=Ada")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/incidents/none/acknowledge", "form=s3cret&author=Ada").statusCode())
                .isEqualTo(404);
        assertThat(post("/", "form=s3cret").statusCode()).isEqualTo(405);
        noted.refusing = true;
        assertThat(post(at(Evening.blind(), "silence"), "form=s3cret&author=Ada&length=1h")
                        .body())
                .contains("no Kafka");
    }

    @Test
    void othersReadUntilTheySignIn() throws Exception {
        Incident incident = open(Evening.mismatch());
        put(incident);
        Admission admission = new Admission(Optional.of("pass:word"), Optional.of("X-User"));
        try (LivePage other = LivePage.start(ConsoleConfig.onFreePort(), answers(admission))) {
            HttpRequest.Builder read = HttpRequest.newBuilder(other.address().resolve("/incidents/" + incident.id()));
            String body = client.send(read.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(body).contains("You may read only", "/sign-in").doesNotContain("s3cret");

            HttpRequest.Builder signIn = HttpRequest.newBuilder(other.address().resolve("/sign-in"));
            HttpResponse<String> asked = client.send(signIn.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(asked.statusCode()).isEqualTo(401);
            assertThat(asked.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));

            String basic =
                    "Basic " + Base64.getEncoder().encodeToString("ada:pass:word".getBytes(StandardCharsets.UTF_8));
            assertThat(client.send(
                                    read.copy().header("Authorization", basic).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("s3cret", "You act as")
                    .contains("ada");
            assertThat(client.send(read.copy().header("X-User", "grace").build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("grace");
            assertThat(client.send(
                                    read.copy()
                                            .header("Authorization", "Bearer wrong")
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void newsComeByThemselves() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(page.address().resolve("/events")).build();
        HttpResponse<InputStream> stream = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            String before = next(lines);
            long start = System.nanoTime();
            put(Evening.mismatch());
            String after = next(lines);
            while (after.equals(before)) {
                after = next(lines);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(get("/").body()).contains("nginx");
        }
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    @Test
    void findsAndFilters() throws Exception {
        put(open(Evening.mismatch()));
        put(Evening.blind());
        String cause = Evening.mismatch().diagnosis().cause();
        assertThat(get("/?q=" + cause).body())
                .contains("/incidents/" + Evening.mismatch().id());
        assertThat(get("/?q=" + cause).body())
                .doesNotContain("/incidents/" + Evening.blind().id());
        assertThat(get("/?state=resolved").body())
                .contains("/incidents/" + Evening.blind().id())
                .doesNotContain("/incidents/" + Evening.mismatch().id());
        assertThat(get("/?q=%22%3E%3Cscript%3E").body())
                .contains("No incident is like that")
                .doesNotContain("<script>");
        assertThat(get("/?page=99&q=%00").statusCode()).isEqualTo(200);
    }

    @Test
    void showsServicesRulesAndThePipelineItself() throws Exception {
        put(Evening.mismatch());
        board.history("nginx", Optional.of(Evening.nginx()));
        board.ledger().dead(Optional.of(new DeadLetter("a.log:3", "broken JSON", "{<b>", Instant.EPOCH)));
        board.ledger().checkpoint("queue", Optional.of(new Checkpoint("queue", "", Instant.EPOCH.minusSeconds(90))));
        board.ledger()
                .acknowledgement(
                        Evening.mismatch().id(),
                        Optional.of(new Acknowledgement(Evening.mismatch().id(), "Ada", Instant.EPOCH, "on it")));
        assertThat(get("/services").body()).contains("/?q=nginx");
        assertThat(get("/rules").body())
                .contains(Evening.mismatch().diagnosis().origin().rule())
                .contains("Nobody has counted yet.");
        board.ledger().tries(new RuleTries("v7", 400, new TreeMap<>(Map.of("dear", 30L, "cheap", 1L))));
        assertThat(get("/rules").body())
                .containsSubsequence("What they cost", "dear", "75.0", "cheap", "2.5")
                .contains("rule set v7 on 400 ordinary lines");
        assertThat(get("/pipeline").body()).contains("a.log:3", "broken JSON", "{&lt;b", "1 min 30 s", "queue");
        assertThat(get("/incidents/" + Evening.mismatch().id()).body()).contains("Ada looks after it: on it");
    }

    @Test
    void aThousandIncidentsStayLightAndQuick() throws Exception {
        for (int i = 0; i < 1000; i++) {
            Incident model = open(Evening.mismatch());
            Incident.Headline head = model.headline();
            put(new Incident(
                    "incident" + i,
                    new Incident.Headline(head.title() + " " + i, head.severity(), head.scope()),
                    model.diagnosis(),
                    model.life(),
                    model.reach(),
                    model.remediation()));
        }
        get("/");
        long start = System.nanoTime();
        HttpResponse<String> first = get("/");
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(first.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
        assertThat(first.body()).contains("1000 incidents are open", "Page 1 of 20");
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    /** Writes down what people want. */
    private static final class Noted implements Wishes {

        private final List<String> wishes = new CopyOnWriteArrayList<>();
        private volatile boolean refusing;

        @Override
        public void acknowledge(Incident incident, String author, String reason) {
            note("acknowledge " + incident.id() + " " + author + " " + reason);
        }

        @Override
        public void silence(Incident incident, Duration length, String author, String reason) {
            note("silence " + incident.id() + " " + length + " " + author + " " + reason);
        }

        @Override
        public void correct(Incident incident, Optional<String> cause, String author) {
            note("correct " + incident.id() + " " + cause + " " + author);
        }

        @Override
        public List<String> causes() {
            return List.of("image-not-found");
        }

        private void note(String wish) {
            if (refusing) {
                throw new RefusedException("no Kafka");
            }
            wishes.add(wish);
        }
    }
}
