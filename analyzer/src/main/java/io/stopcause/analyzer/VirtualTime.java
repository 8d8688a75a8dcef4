package io.stopcause.analyzer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.match.Hit;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Finding;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays the records of a rule's test through an engine; what a record leaves out is filled in. */
final class VirtualTime {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-west-1";
    private static final String TASK = "0123456789abcdef0123456789abcdef";
    private static final String ARN = "arn:aws:ecs:" + REGION + ":" + ACCOUNT + ":";

    private VirtualTime() {}

    /** The cause of the first incident that the records make, else of the first blind spot; empty if they make none. */
    static Optional<String> play(Judge judge, List<RuleTest.TimedRecord> records) {
        Engine engine = new Engine(judge);
        Instant end = START;
        for (int i = 0; i < records.size(); i++) {
            Instant time = START.plusSeconds(records.get(i).at());
            event(records.get(i), i, time).ifPresent(engine::accept);
            end = time.isAfter(end) ? time : end;
        }
        engine.end(end);
        Analysis analysis = engine.result();
        return analysis.incidents().stream()
                .findFirst()
                .map(Incident::diagnosis)
                .map(Incident.Diagnosis::cause)
                .or(() -> analysis.findings().stream()
                        .map(Finding::cause)
                        .filter(Causes::isBlindSpot)
                        .findFirst());
    }

    /** All that matches in any of the records. */
    static List<Hit> hits(Judge judge, List<RuleTest.TimedRecord> records) {
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            Optional<Event> event =
                    event(records.get(i), i, START.plusSeconds(records.get(i).at()));
            if (event.orElse(null) instanceof LogBatch batch) {
                batch.lines()
                        .forEach(line -> hits.addAll(judge.judge(batch.source().surface(), line.message())));
            } else if (event.orElse(null) instanceof AwsEvent aws) {
                hits.addAll(judge.judge(aws));
            }
        }
        return hits;
    }

    private static Optional<Event> event(RuleTest.TimedRecord record, int number, Instant time) {
        String id = "record-" + number;
        String task = record.task().map(VirtualTime::taskId).orElse(TASK);
        Optional<Event> event = record.event().map(envelope -> event(envelope.deepCopy(), task, id, time));
        return event.or(() -> record.log().map(text -> line(record.container().orElse("app"), task, text, id, time)));
    }

    private static String taskId(String name) {
        return Ids.of("task", name) + Ids.of("task of a test", name);
    }

    private static LogBatch line(String container, String task, String text, String id, Instant time) {
        String stream = "app/" + container + "/" + task;
        LogSource source = new LogSource(ACCOUNT, REGION, "/ecs/app", stream, Surface.APP_LOG);
        return new LogBatch(source, List.of(new LogLine(id, time, text)));
    }

    private static AwsEvent event(ObjectNode envelope, String task, String id, Instant time) {
        ObjectNode defaults = Json.mapper().createObjectNode();
        defaults.put("id", id)
                .put("source", "aws.ecs")
                .put("account", ACCOUNT)
                .put("region", REGION)
                .put("time", time.toString());
        defaults.putArray("resources").add(ARN + "service/main/app");
        defaults.setAll(envelope);
        ObjectNode detail = defaults.withObjectProperty("detail");
        if (AwsEvent.TASK_STATE.equals(envelope.path("detail-type").asText())) {
            putIfAbsent(detail, "taskArn", ARN + "task/main/" + task);
            putIfAbsent(detail, "clusterArn", ARN + "cluster/main");
            putIfAbsent(detail, "group", "service:app");
            putIfAbsent(detail, "taskDefinitionArn", ARN + "task-definition/app:1");
        }
        return Json.read(Json.write(defaults), AwsEvent.class);
    }

    private static void putIfAbsent(ObjectNode node, String field, String value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }
}
