package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.ingest.Intake;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hands on what ECS says when it is asked, as the events that would have told the same. */
public final class Descriptions {

    private static final List<String> TOLD_AT = List.of("updatedAt", "createdAt");

    private final Intake intake;

    public Descriptions(Intake intake) {
        this.intake = intake;
    }

    /**
     * Tasks, each in the form of {@code DescribeTasks}.
     *
     * @param now the time of a task that tells none
     */
    public void tasks(List<ObjectNode> tasks, Instant now) {
        ObjectNode answer = Trees.object();
        answer.putArray("tasks").addAll(tasks);
        new TasksFormat().read(answer, reading("ecs:DescribeTasks", now));
    }

    /**
     * Services, each in the form of {@code DescribeServices}.
     *
     * @param since their messages and deployments of an earlier time are left out: they are news no more
     */
    public void services(List<ObjectNode> services, Instant since, Instant now) {
        ObjectNode answer = Trees.object();
        ArrayNode list = answer.putArray("services");
        for (ObjectNode service : services) {
            ObjectNode recent = service.deepCopy();
            keep(recent, "events", since);
            keep(recent, "deployments", since);
            list.add(recent);
        }
        new ServicesFormat().read(answer, reading("ecs:DescribeServices", now));
    }

    private static void keep(ObjectNode service, String field, Instant since) {
        ArrayNode kept = service.arrayNode();
        service.path(field).forEach(each -> {
            Optional<Instant> time = TOLD_AT.stream()
                    .flatMap(name -> Times.of(each.path(name)).stream())
                    .findFirst();
            if (time.filter(since::isBefore).isPresent()) {
                kept.add(each);
            }
        });
        service.set(field, kept);
    }

    private Reading reading(String place, Instant now) {
        return new Reading(intake, new Origin(place, "", now, 0));
    }
}
