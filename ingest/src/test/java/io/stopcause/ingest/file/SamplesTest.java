package io.stopcause.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.ingest.Kept;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the collection of public captures that lies beside the project on its authors' machines. */
class SamplesTest {

    private static final Path SAMPLES = Stream.of("../../shared/samples", "../../../shared/samples")
            .map(Path::of)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(Path.of("../../shared/samples"));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    /** The format that each directory must be recognised as. */
    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("cloudtrail-raw", "CloudTrail record"),
            Map.entry("cloudtrail-s3-file", "list of records"),
            Map.entry("cwl-get-or-filter-log-events", "CloudWatch log events"),
            Map.entry("cwl-insights-query-results", "Logs Insights results"),
            Map.entry("cwl-live-tail-session-update", "Live Tail update"),
            Map.entry("cwl-subscription-decoded", "CloudWatch subscription"),
            Map.entry("describe-service-deployments", "ECS service deployments"),
            Map.entry("describe-services", "ECS services"),
            Map.entry("describe-services-events", "ECS service messages"),
            Map.entry("describe-tasks", "ECS tasks"),
            Map.entry("ecs-action-log", "ECS action log"),
            Map.entry("firehose-http-delivery", "list of records"),
            Map.entry("firehose-lambda-transform", "list of records"),
            Map.entry("firelens-record", "container log record"),
            Map.entry("sqs-message", "SQS or SNS message"),
            Map.entry("text-api-error", "recording"),
            Map.entry("text-ecs-agent-log", "recording"),
            Map.entry("text-github-actions-deploy-log", "recording"),
            Map.entry("text-terraform-apply", "recording"));

    @Test
    void everySampleIsRecognisedAndNoneIsDead() throws IOException {
        assumeThat(SAMPLES).as("the samples are only on the authors' machines").isDirectory();
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Path file : files()) {
            Kept kept = new Kept();
            Accounting accounting = FileReading.read(List.of(file), InputStream.nullInputStream(), kept, CLOCK);
            String directory = SAMPLES.relativize(file).getName(0).toString();
            String expected = FORMATS.getOrDefault(directory, "EventBridge event");
            boolean model =
                    directory.equals("ecs-task-object") && accounting.formats().isEmpty();
            if (directory.equals("ecs-task-object") && !model) {
                expected = "ECS tasks";
            }
            if (accounting.count(Kind.DEAD) > 0 || accounting.count(Kind.READ) == 0) {
                wrong.put(file.toString(), accounting.toString());
            } else if (!model && !accounting.formats().containsKey(expected)) {
                wrong.put(file.toString(), "expected " + expected + ": " + accounting.formats());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aWholeDirectoryIsReadInOneGo() {
        assumeThat(SAMPLES).as("the samples are only on the authors' machines").isDirectory();
        Kept kept = new Kept();
        Accounting accounting = FileReading.read(List.of(SAMPLES), InputStream.nullInputStream(), kept, CLOCK);
        assertThat(accounting.count(Kind.FILES)).isGreaterThan(190);
        assertThat(accounting.count(Kind.EVENTS)).isGreaterThan(200);
        assertThat(accounting.count(Kind.DEAD)).isZero();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
