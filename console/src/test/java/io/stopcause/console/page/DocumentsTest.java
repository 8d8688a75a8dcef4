package io.stopcause.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.console.Crowd;
import io.stopcause.console.Evening;
import io.stopcause.console.Hostile;
import io.stopcause.console.postmortem.BlindSpots;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.model.Finding;
import io.stopcause.model.Json;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    private final Documents documents = new Documents();

    private PostMortem view(String which) {
        return PostMortem.of(which.equals("evening") ? Evening.input() : Hostile.input());
    }

    private static Document parse(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(100);
        Document document = parser.parseInput(html, "");
        assertThat(parser.getErrors()).isEmpty();
        return document;
    }

    @Test
    void theHeadTellsTheEveningInFiveLines() {
        Document page = parse(documents.html(view("evening")));

        assertThat(page.select(".five dt").eachText())
                .containsExactly("What failed", "How long", "How far", "Why", "What to do");
        assertThat(page.select(".five dd").eachText().get(3)).contains("built for arm64", "confirmed", Evening.EXEC);
        assertThat(page.select(".state").text()).isEqualTo("All resolved");
        assertThat(page.select("article.incident h3").eachText()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evening", "hostile"})
    void itStandsAloneAndRunsNothingOfOthers(String which) {
        Document page = parse(documents.html(view(which)));

        assertThat(page.select("iframe, object, embed, form, base, img, audio, video, [style], [srcset]"))
                .isEmpty();
        assertThat(page.select("link").eachAttr("href")).containsExactly("data:,");
        assertThat(page.select("a").eachAttr("href"))
                .allMatch(href ->
                        href.startsWith("#") || href.startsWith("https://eu-central-1.console.aws.amazon.com/"));
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .map(attribute -> attribute.getKey()))
                .noneMatch(name -> name.startsWith("on"));
        assertThat(page.select("style").html()).doesNotContain("url(", "@import");
        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe", "http");
        assertThat(policy)
                .contains(
                        Resource.of("page.css").source(),
                        Resource.of("timeline.js").source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"evening", "hostile"})
    void everyAddressStandsOnceAndEveryLinkArrives(String which) {
        Document page = parse(documents.html(view(which)));
        List<String> ids = page.select("[id]").eachAttr("id");
        Set<String> distinct = new TreeSet<>(ids);

        assertThat(ids).hasSameSizeAs(distinct);
        assertThat(page.select("a").eachAttr("href").stream()
                        .filter(href -> href.startsWith("#"))
                        .map(href -> href.substring(1))
                        .collect(Collectors.toSet()))
                .isSubsetOf(distinct);
    }

    @Test
    void headingsStepDownOneByOne() {
        Document page = parse(documents.html(view("evening")));
        int before = 0;
        for (Element heading : page.select("h1, h2, h3, h4, h5")) {
            int level = heading.tagName().charAt(1) - '0';
            assertThat(level).as(heading.text()).isLessThanOrEqualTo(before + 1);
            before = level;
        }
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("main, header.top, footer")).hasSize(3);
    }

    @Test
    void thePictureIsHiddenFromReadersAndTheChronicleIsNot() {
        Document page = parse(documents.html(view("evening")));

        assertThat(page.select(".picture[aria-hidden=true] a:not([tabindex=-1])"))
                .isEmpty();
        assertThat(page.select(".picture svg.plot .task.failed")).hasSize(9);
        assertThat(page.select("table.chronicle tbody tr:not(.day)").size()).isGreaterThan(30);
        assertThat(page.select("table.chronicle [aria-hidden]")).isEmpty();
    }

    @Test
    void aMarkLeadsToTheEvidenceThatItIs() {
        Document page = parse(documents.html(view("evening")));
        String href = page.select(".point").parents().select("a:has(title:contains(exec format error))").stream()
                .findFirst()
                .orElseThrow()
                .attr("href");

        assertThat(page.select(href).text()).contains(Evening.EXEC, "18:54:31");
    }

    @Test
    void hostileTextIsShownAndNeverActs() {
        String html = documents.html(view("hostile"));
        Document page = parse(html);

        assertThat(page.select("article.incident .said").eachText()).anyMatch(text -> text.contains("<script>alert"));
        assertThat(html).doesNotContain("\u202e", "\u001b", "\u0000", "<script>alert", "<img");
        assertThat(page.select("script"))
                .as("the marks, and what shows them closer")
                .hasSize(2);
        assertThat(html).contains("[U+202E]", "␛[31m");
        assertThat(html.length()).as("a line of 1 MiB is cut").isLessThan(400_000);
    }

    @Test
    void whatChangedStandsWithTheWayBack() {
        Document page = parse(documents.html(view("evening")));
        String markdown = documents.markdown(view("evening"));

        assertThat(page.select(".changes li").eachText())
                .containsExactly(
                        "image of nginx nginx:1.26 \u2192 nginx:1.27",
                        "variable PORT of nginx added",
                        "18:53:05 image pushed nginx:1.27");
        assertThat(page.select(".changes pre").text()).endsWith("--task-definition nginx:40");
        assertThat(markdown)
                .contains("### What changed\n\n- image of nginx nginx:1.26 \u2192 nginx:1.27\n")
                .contains("**To go back:**\n\n```shell\naws ecs update-service --cluster web");
    }

    @Test
    void blindSpotsAreOneTableOfAllServices() {
        BlindSpots spots = BlindSpots.of(List.of(
                finding("api", "image-tag-mutable"),
                finding("web", "log-configuration-missing"),
                finding("web", "image-tag-mutable"),
                finding("web", "host-port-dynamic")));

        assertThat(spots.columns()).containsExactly("no logs", "tag may move");
        assertThat(spots.rows())
                .extracting(row -> row.scope().name() + " " + row.marks())
                .containsExactly("api [false, true]", "web [true, true]");
        PostMortem doc = PostMortem.of(new PostMortem.Input(
                "A day",
                "1",
                List.of(),
                List.of(finding("api", "image-tag-mutable")),
                List.of(),
                Evening.input().accounting()));
        assertThat(parse(documents.html(doc))
                        .select("#blind-spots + .table tbody tr")
                        .eachText())
                .containsExactly("service api in cluster main, eu-west-1 yes");
        assertThat(documents.markdown(doc))
                .contains("| Service | tag may move |\n|---|---|\n| service api in cluster main, eu-west-1 | yes |");
    }

    private static Finding finding(String service, String cause) {
        Instant time = Instant.parse("2026-03-03T18:00:00Z");
        return new Finding(
                service + cause,
                cause,
                service + ": " + cause,
                Scope.ofService("111122223333", "eu-west-1", "main", service),
                new Finding.Seen(time, time, 1, "words"),
                Remediation.NONE);
    }

    @Test
    void markdownKeepsHostileTextInItsFences() {
        String markdown = documents.markdown(view("hostile"));

        assertThat(markdown).contains("````\n  ```\n  # heading\n  ```\n  ````");
        assertThat(markdown.lines().filter(line -> line.startsWith("# "))).hasSize(1);
        assertThat(markdown).doesNotContain("\u202e", "\u001b");
        assertThat(markdown.lines()
                        .filter(line -> line.startsWith("# "))
                        .findFirst()
                        .orElseThrow())
                .doesNotContainPattern("(?<!\\\\)<");
    }

    @Test
    void markdownTellsTheEvening() {
        String markdown = documents.markdown(view("evening"));

        assertThat(markdown)
                .contains(
                        "- **Why:** The image",
                        "```shell\n   docker build --platform linux/amd64",
                        "| Last good | `nginx:40` |")
                .contains("x86_64")
                .endsWith("taken from the records.\n");
    }

    @Test
    void jsonHoldsTheIncidentsAsTheyAre() {
        JsonNode tree = Json.read(documents.json(view("evening")), JsonNode.class);

        assertThat(tree.path("incidents").path(1).path("incident").path("cause").asText())
                .isEqualTo("arch-mismatch");
        assertThat(tree.path("head").path("state").asText()).isEqualTo("RESOLVED");
        assertThat(tree.path("accounting").path("read").path("log lines").asInt())
                .isEqualTo(1204);
        assertThat(Json.read(documents.json(view("hostile")), JsonNode.class)
                        .path("title")
                        .asText())
                .isEqualTo(Hostile.SCRIPT);
    }

    @Test
    void aDayOfTwoHundredIncidentsStaysSmall() {
        String html = documents.html(PostMortem.of(Crowd.input()));

        assertThat(html.length()).isLessThan(5_000_000);
        assertThat(parse(html).select("article.incident")).hasSize(200);
    }
}
