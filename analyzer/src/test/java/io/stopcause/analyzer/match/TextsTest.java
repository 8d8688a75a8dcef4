package io.stopcause.analyzer.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @Test
    void joinsWhatAFrameOfTerraformWraps() {
        String framed = """
            \u2577
            \u2502 Error: creating ECS Service (orchard): Unable to
            \u2502 assume role and validate the listeners
            \u2575
            """;

        assertThat(Texts.message(framed))
                .isEqualTo("Error: creating ECS Service (orchard): Unable to assume role and validate the listeners");
    }

    @Test
    void makesQuotesPlainAndEscapesSpaces() {
        assertThat(Texts.line("can\u2019t find \u201cweb\u201d\\n\\tat start"))
                .isEqualTo("can't find \"web\"  at start");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        mounting "/a" failed           | mounting "/a" failed
        mounting \\"/a\\" failed       | mounting "/a" failed
        mounting \\\\\\"/a\\\\\\" failed | mounting "/a" failed
        one\\ttwo\\nthree             | one two three
        C:\\data and a \\ alone         | C:\\data and a \\ alone
        ends with \\\\                | ends with \\\\
        \u201cquoted\u201d isn\u2019t     | "quoted" isn't
        """)
    void oneTextHasOneSpelling(String written, String read) {
        assertThat(Texts.line(written)).isEqualTo(read);
    }

    private static List<String> reasons(String task, String container) {
        ObjectNode detail = Json.mapper().createObjectNode().put("stoppedReason", task);
        detail.putArray("containers").addObject().put("name", "web").put("reason", container);
        AwsEvent event = new AwsEvent(
                "e",
                AwsEvent.TASK_STATE,
                new AwsEvent.Origin("aws.ecs", "111122223333", "eu-west-1"),
                Instant.EPOCH,
                List.of(),
                detail);
        return EventText.of(event).stream().map(EventText::text).toList();
    }

    @Test
    void whatOneReasonLostAtItsEndAnotherKept() {
        String whole = "CannotPullContainerError: the image registry.example/"
                + IntStream.range(0, 40).mapToObj(i -> "part" + i).collect(Collectors.joining("/"))
                + ":1 was refused: denied by policy";
        String cut = "Task failed to start: " + whole.substring(0, 255 - 22);

        assertThat(cut).hasSize(255);
        assertThat(reasons(cut, whole)).containsExactly("Task failed to start: " + whole, whole);
        assertThat(reasons("Task failed to start: short", whole)).containsExactly("Task failed to start: short", whole);
        assertThat(reasons(cut, "OutOfMemoryError: container killed"))
                .containsExactly(cut, "OutOfMemoryError: container killed");
    }
}
