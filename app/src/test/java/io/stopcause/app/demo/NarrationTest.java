package io.stopcause.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.AwsEvent;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NarrationTest {

    private static final Path EVENTS = Path.of("../examples/evening/events.jsonl");

    @Test
    void tellsTheEvening() throws IOException {
        List<String> told = Files.readAllLines(EVENTS).stream()
                .map(line -> Narration.of(Json.read(line, AwsEvent.class)))
                .flatMap(Optional::stream)
                .toList();
        assertThat(told)
                .contains(
                        "call   RegisterTaskDefinition nginx:41",
                        "call   CreateService nginx:41",
                        "event  SERVICE_TASK_START_IMPAIRED",
                        "call   CreateLogGroup /ecs/nginx",
                        "event  image nginx:1.27 pushed",
                        "event  ECS deployment circuit breaker: tasks failed to start.",
                        "call   UpdateService nginx-awsvpc:1 is refused:"
                                + " Assign public IP is not supported for this launch type.",
                        "task   …72e370 of nginx:43 runs, port 80 → host port 36728")
                .anyMatch(
                        line -> line.endsWith("of nginx:41 stopped: Essential container in task exited (exit code 1)"));
    }

    @Test
    void keepsQuietAboutAHostsResources() throws IOException {
        assertThat(Files.readAllLines(EVENTS).stream()
                        .map(line -> Json.read(line, AwsEvent.class))
                        .filter(event -> event.detailType().equals(AwsEvent.INSTANCE_STATE))
                        .map(Narration::of))
                .isNotEmpty()
                .allMatch(Optional::isEmpty);
    }

    @Test
    void cutsALongLineAndCountsTheRest() {
        LogLine longLine = new LogLine("1", Instant.EPOCH, "x".repeat(1000));
        LogBatch batch = new LogBatch(new LogSource("", "", "g", "s", Surface.APP_LOG), List.of(longLine, longLine));
        assertThat(Narration.of(batch)).contains("log    " + "x".repeat(100) + "…  (and 1 more)");
    }
}
