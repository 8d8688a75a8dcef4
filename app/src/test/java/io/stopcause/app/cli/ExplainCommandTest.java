package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {

    private static final String EXEC = "exec /docker-entrypoint.sh: exec format error";

    @Test
    void tellsAPersonWhatTheTextMeansAndWhatToDo() {
        Run run = Run.of("explain", "exec", "/docker-entrypoint.sh:", "exec", "format", "error");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("The image was built for another CPU")
                .contains("cause     arch-mismatch")
                .contains("docker buildx build --platform");
    }

    @Test
    void readsTheTextFromStandardInput() {
        assertThat(Run.withInput(EXEC + "\n", "explain").out()).contains("arch-mismatch");
    }

    @Test
    void saysThatOrdinaryTextIsOrdinary() {
        Run run = Run.of("explain", "GET / 200 in 3 ms");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("Nothing here that stopcause knows as a failure.\n");
    }

    @Test
    void answersEachLineWithOneLineInItsOrder() {
        Run run = Run.withInput("""
                {"id":"1","surface":"app.log","text":"exec /docker-entrypoint.sh: exec format error"}

                {"id":2,"surface":"app.log","text":"listening on port 80"}
                """, "explain", "--jsonl");
        assertThat(run.exitCode()).isZero();
        List<JsonNode> lines =
                run.out().lines().map(line -> Json.read(line, JsonNode.class)).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).fieldNames())
                .toIterable()
                .containsExactly("id", "cause", "alternatives", "confidence", "title", "rule", "remediation");
        assertThat(lines.get(0).path("id").asText()).isEqualTo("1");
        assertThat(lines.get(0).path("cause").asText()).isEqualTo("arch-mismatch");
        assertThat(lines.get(1).path("id").isInt()).isTrue();
        assertThat(lines.get(1).path("cause").isNull()).isTrue();
        assertThat(lines.get(1).fieldNames())
                .toIterable()
                .containsExactly("id", "cause", "alternatives", "confidence", "title", "rule", "remediation");
    }

    @Test
    void readsAWholeEvent() {
        Run run = Run.withInput("""
                {"id":"e1","detail-type":"ECS Task State Change","source":"aws.ecs","detail":{"stopCode":"EssentialContainerExited","containers":[{"reason":"exec format error"}]}}
                """, "explain", "--jsonl");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"id\":\"e1\"");
    }

    @Test
    void namesEachBadLineAndAnswersTheOthers() {
        Run run = Run.withInput("""
                {"id":1,"text":"cut off
                [1]
                {"id":2,"surface":"app.lgo","text":"x"}
                {"id":3,"serface":"app.log","text":"x"}
                {"id":4,"txet":"x"}
                {"id":5,"text":17}
                {"id":6,"surface":"app.log","text":"exec format error"}
                """, "explain", "--jsonl");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out().lines()).hasSize(1).allMatch(line -> line.contains("\"id\":6"));
        assertThat(run.err().lines()).hasSize(6);
        assertThat(run.err())
                .contains("line 1: no JSON")
                .contains("line 2: expected a JSON object but was ARRAY")
                .contains("line 3: unknown surface 'app.lgo'")
                .contains("line 4: unknown field 'serface'; did you mean 'surface'?")
                .contains("line 5: neither a text nor an event: unknown field 'txet'; did you mean 'text'?")
                .contains("line 6: 'text' must be a string but was NUMBER");
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        Run run = Run.of("explain", "--jsonl", "text");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--jsonl reads standard input").contains("stopcause explain --help");
    }

    @Test
    void obeysNoEscapeSequenceOfTheText() {
        assertThat(Run.of("explain", "\u001b[31mexec format error\u001b[2J\u0007")
                        .out())
                .contains("arch-mismatch")
                .doesNotContain("\u001b");
    }
}
