package io.stopcause.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import io.stopcause.model.TaskLog;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogFormatsTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    private static final String PAYLOAD = """
            {"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"/ecs/web","logStream":"ecs/web/%s",\
            "subscriptionFilters":["f"],"logEvents":[{"id":"1","timestamp":1700000000123,"message":"exec format error\\n"}]}""".formatted(ID);

    @Test
    void filteredLogEventsHaveStreamsAndIds() {
        Read read = Read.of("""
                {"events":[
                  {"logStreamName":"ecs/web/%s","timestamp":1700000000123,"message":"boom","ingestionTime":1,"eventId":"37"},
                  {"logStreamName":"ecs/web/%s","timestamp":1700000000123,"message":"boom","ingestionTime":1,"eventId":"38"},
                  {"logStreamName":"ecs/web/%s","timestamp":1700000000123,"message":"boom","ingestionTime":1,"eventId":"38"}
                ],"searchedLogStreams":[]}
                """.formatted(ID, ID, ID));

        assertThat(read.kept().batches).hasSize(1);
        assertThat(read.kept().batches.get(0).source().taskLog()).contains(new TaskLog(ID, "web"));
        assertThat(read.kept().lines())
                .containsExactly(
                        new LogLine("37", Instant.ofEpochMilli(1700000000123L), "boom"),
                        new LogLine("38", Instant.ofEpochMilli(1700000000123L), "boom"));
        assertThat(read.accounting().count(Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void whatCloudWatchGotLongAfterItsTimeIsLate() {
        Read read = Read.of("""
                {"events":[
                  {"timestamp":1700000000000,"message":"in time","ingestionTime":1700000060000},
                  {"timestamp":1700000000000,"message":"late","ingestionTime":1700000060001}],"nextForwardToken":"f"}
                """);

        assertThat(read.accounting().count(Kind.LATE)).isEqualTo(1);
        assertThat(read.accounting().count(Kind.LINES)).isEqualTo(2);
    }

    @Test
    void equalEventsOfGetLogEventsBothCount() {
        Read read = Read.of("""
                {"events":[{"timestamp":1700000000123,"message":"boom","ingestionTime":1},
                {"timestamp":1700000000123,"message":"boom","ingestionTime":1}],"nextForwardToken":"f"}
                """);

        assertThat(read.kept().lines())
                .extracting(LogLine::id)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void subscriptionsInEveryWrapping() {
        String packed = Read.base64(Read.gzip(PAYLOAD));
        for (String content : new String[] {
            PAYLOAD,
            packed,
            "{\"awslogs\":{\"data\":\"" + packed + "\"}}",
            "{\"Records\":[{\"kinesis\":{\"data\":\"" + packed + "\"},\"eventSource\":\"aws:kinesis\"}]}",
            "{\"Records\":[{\"SequenceNumber\":\"1\",\"Data\":\"" + packed + "\",\"PartitionKey\":\"k\"}]}",
            "{\"requestId\":\"r\",\"timestamp\":1,\"records\":[{\"data\":\"" + packed + "\"}]}",
            "{\"requestId\":\"r\",\"timestamp\":1,\"records\":[{\"data\":\""
                    + Read.base64(packed.getBytes(java.nio.charset.StandardCharsets.US_ASCII)) + "\"}]}"
        }) {
            Read read = Read.of(content);
            assertThat(read.kept().batches)
                    .as(content)
                    .containsExactly(new LogBatch(
                            new LogSource("111122223333", "", "/ecs/web", "ecs/web/" + ID, Surface.APP_LOG),
                            java.util.List.of(
                                    new LogLine("1", Instant.ofEpochMilli(1700000000123L), "exec format error"))));
        }
    }

    @Test
    void controlMessagesAreNoData() {
        Read read = Read.of(PAYLOAD.replace("DATA_MESSAGE", "CONTROL_MESSAGE"));

        assertThat(read.kept().lines()).isEmpty();
        assertThat(read.accounting().count(Kind.IGNORED)).isEqualTo(1);
    }

    @Test
    void anEventInALogGroupIsAnEvent() {
        Read read = Read.of("""
                {"events":[{"timestamp":1,"ingestionTime":1,"message":"{\\"id\\":\\"a\\",\\"detail-type\\":\\"ECS Service Action\\",\\"time\\":\\"2026-03-01T10:00:00Z\\",\\"resources\\":[],\\"detail\\":{}}"}]}""");

        assertThat(read.kept().events).singleElement().satisfies(event -> assertThat(event.id())
                .isEqualTo("a"));
        assertThat(read.kept().lines()).isEmpty();
    }

    @Test
    void insightsRowsAndExportedObjects() {
        Read read = Read.of("""
                {"results":[[{"field":"@timestamp","value":"2026-03-01 10:00:00.123"},{"field":"@message","value":"boom"},
                {"field":"@logStream","value":"ecs/web/%s"},{"field":"@log","value":"111122223333:/ecs/web"},{"field":"@ptr","value":"p1"}]],
                "statistics":{},"status":"Complete"}
                [{"@timestamp":"2026-03-01 10:00:00.124","@message":"bang","@ptr":"p2"}]
                """.formatted(ID));

        assertThat(read.kept().batches.get(0).source())
                .isEqualTo(new LogSource("111122223333", "", "/ecs/web", "ecs/web/" + ID, Surface.APP_LOG));
        assertThat(read.kept().lines())
                .containsExactly(
                        new LogLine("p1", Instant.parse("2026-03-01T10:00:00.123Z"), "boom"),
                        new LogLine("p2", Instant.parse("2026-03-01T10:00:00.124Z"), "bang"));
    }

    @Test
    void liveTail() {
        Read read = Read.of("""
                {"sessionUpdate":{"sessionMetadata":{"sampled":false},"sessionResults":[{"logStreamName":"s","logGroupIdentifier":"arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/web","message":"hello","timestamp":1700000000000}]}}""");

        assertThat(read.kept().batches.get(0).source())
                .isEqualTo(new LogSource("111122223333", "eu-west-1", "/ecs/web", "s", Surface.APP_LOG));
    }

    @Test
    void tailedTextNamesTimeAndStream() {
        Read read = Read.of(
                "2026-03-01T10:00:00.123000+00:00 ecs/web/" + ID + " exec /docker-entrypoint.sh: exec format error\n");

        assertThat(read.kept().batches.get(0).source().taskLog()).contains(new TaskLog(ID, "web"));
        assertThat(read.kept().lines().get(0).time()).isEqualTo("2026-03-01T10:00:00.123Z");
        assertThat(read.kept().messages()).containsExactly("exec /docker-entrypoint.sh: exec format error");
    }

    @Test
    void exportedLinesLoseTheExportersTime() {
        Read read = Read.of("2026-03-01T10:00:00.123Z boom\n\tat Main\n2026-03-01T10:00:01.000Z bang\n");

        assertThat(read.kept().messages()).containsExactly("boom", "\tat Main", "bang");
        assertThat(read.kept().lines())
                .extracting(LogLine::time)
                .containsExactly(
                        Instant.parse("2026-03-01T10:00:00.123Z"),
                        Instant.parse("2026-03-01T10:00:00.123001Z"),
                        Instant.parse("2026-03-01T10:00:01Z"));
    }

    @Test
    void containerRecords() {
        Read read = Read.of("""
                {"log":"boom\\n","stream":"stderr","time":"2026-03-01T10:00:00.123456789Z"}
                {"source":"stdout","log":"bang","container_id":"c","container_name":"/ecs-demo-6-my-web-a4eafbb3d4c7f1e16e00","ecs_cluster":"shop","ecs_task_arn":"arn:aws:ecs:us-east-2:111122223333:task/shop/%s","ecs_task_definition":"demo:7"}
                {"source":"stdout","log":"nobody","container_id":"c","container_name":"/x"}
                """.formatted(ID));

        assertThat(read.kept().messages()).containsExactlyInAnyOrder("boom", "bang", "nobody");
        assertThat(read.kept().batches).anySatisfy(batch -> {
            assertThat(batch.source().taskLog()).contains(new TaskLog(ID, "my-web"));
            assertThat(batch.key()).isEqualTo(ID);
        });
    }

    @Test
    void theAgentsLogInItsThreeLayouts() {
        Read read = Read.of("""
                level=error time=2026-03-01T10:00:00Z msg="Failed to pull" module=task_manager.go
                2016-06-02T01:00:05Z [INFO] Creating container module="TaskEngine" task="my-app:178 arn:aws:ecs:us-west-2:1:task/x"
                {"level":"info","time":"2026-03-01T10:00:00Z","msg":"Waiting","taskARN":"arn:aws:ecs:us-west-2:1:task/x"}
                level=info time=2026-03-01T10:00:01Z msg="Plain"
                """);

        assertThat(read.kept().batches).hasSize(1);
        assertThat(read.kept().batches.get(0).source().surface()).isEqualTo(Surface.AGENT_LOG);
        assertThat(read.kept().lines().get(0).time()).isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void anApplicationThatLogsAlikeIsNoAgent() {
        Read read = Read.of("""
                2026-03-01T10:00:00Z [ERROR] could not connect
                level=error time=2026-03-01T10:00:00Z msg="could not connect"
                {"level":"error","time":"2026-03-01T10:00:00Z","msg":"could not connect"}
                [ERROR] could not connect
                [1] "x": y
                {main} thrown in index.php
                """);

        assertThat(read.kept().batches)
                .extracting(batch -> batch.source().surface())
                .containsOnly(Surface.APP_LOG);
        assertThat(read.kept().messages())
                .contains("[1] \"x\": y", "{main} thrown in index.php")
                .hasSize(6);
    }

    @Test
    void structuredLinesKeepTheirTextAndTellTheirTime() {
        String line = "{ \"ts\": 1700000000.5,  \"msg\":\"boom\" }";

        Read read = Read.of(line + "\n");

        assertThat(read.kept().lines())
                .containsExactly(new LogLine("000000000001", Instant.parse("2023-11-14T22:13:20.5Z"), line));
    }

    @Test
    void equalLinesOfATextBothCount() {
        Read read = Read.of("boom\nboom\n\nboom");

        assertThat(read.kept().lines())
                .extracting(LogLine::id)
                .containsExactly("000000000001", "000000000002", "000000000004");
        assertThat(read.accounting().count(Kind.IGNORED)).isEqualTo(1);
    }
}
