package io.stopcause.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.ending.Reasons;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reasons that ECS has cut, and where the rest of them stands. */
class ReasonsTest {

    private static final String WHOLE =
            "CannotStartContainerError: Error response from daemon: failed to create task for container: "
                    + "failed to create shim task: OCI runtime create failed: runc create failed: "
                    + "unable to start container process: error during container init while the process "
                    + "was being prepared: exec: \"/srv/app/run.sh\": stat /srv/app/run.sh: no such file or directory: unknown";
    private static final String CUT = WHOLE.substring(0, 255);

    private static AwsEvent task(int version, String stoppedReason, String containerReason) {
        return event("t" + version, AwsEvent.TASK_STATE, """
                {"version":%d,"lastStatus":"STOPPED","stopCode":"TaskFailedToStart","group":"service:app",
                "clusterArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/main",
                "taskArn":"arn:aws:ecs:eu-west-1:111122223333:task/main/0123456789abcdef0123456789abcdef",
                "taskDefinitionArn":"arn:aws:ecs:eu-west-1:111122223333:task-definition/app:7",
                "stoppedReason":%s,"containers":[{"name":"app","reason":%s}]}\
                """.formatted(
                        version, Json.write(stoppedReason), Json.write(containerReason)));
    }

    private static AwsEvent said(String reason) {
        return event(
                "s",
                AwsEvent.SERVICE_ACTION,
                "{\"eventName\":\"SERVICE_TASK_START_IMPAIRED\",\"reason\":" + Json.write(reason) + "}");
    }

    private static AwsEvent event(String id, String type, String detail) {
        return Json.read("""
                {"id":"%s","detail-type":"%s","source":"aws.ecs","account":"111122223333","region":"eu-west-1",
                "time":"2026-03-03T10:00:00Z","resources":["arn:aws:ecs:eu-west-1:111122223333:service/main/app"],
                "detail":%s}\
                """.formatted(id, type, detail), AwsEvent.class);
    }

    /** The one incident that these make, in both orders. */
    private static Incident incident(Event... events) {
        List<Event> all = new ArrayList<>(List.of(events));
        List<Incident> found = Recording.analyze(all).incidents();
        Collections.reverse(all);
        assertThat(Recording.analyze(all).incidents()).isEqualTo(found);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String shown(Incident incident) {
        return incident.reach().tasks().get(0).detail();
    }

    @Test
    void theWholeReasonIsThatOfTheContainer() {
        assertThat(CUT).doesNotContain("no such file");
        Incident incident = incident(task(5, CUT, WHOLE));

        assertThat(incident.diagnosis().cause()).isEqualTo("entrypoint-not-found");
        assertThat(shown(incident)).isEqualTo(WHOLE + "; TaskFailedToStart");
    }

    @Test
    void threeDotsInsteadOfTheRestAreACutToo() {
        assertThat(shown(incident(task(5, CUT.substring(0, 200) + "...", WHOLE))))
                .isEqualTo(WHOLE + "; TaskFailedToStart");
        assertThat(Reasons.whole(CUT.substring(0, 200) + "…", List.of(WHOLE))).contains(WHOLE);
        assertThat(Reasons.whole(CUT.substring(0, 200), List.of(WHOLE))).isEmpty();
        assertThat(Reasons.whole(CUT, List.of(CUT, CUT.substring(0, 250) + "other")))
                .isEmpty();
    }

    @Test
    void theWholeReasonIsThatOfAnotherVersionOrAnotherSource() {
        Incident incident = incident(task(4, WHOLE, ""), task(5, CUT, ""));

        assertThat(incident.diagnosis().cause()).isEqualTo("entrypoint-not-found");
        assertThat(shown(incident)).isEqualTo("TaskFailedToStart; " + WHOLE);
    }

    @Test
    void theWholeReasonIsThatOfTheService() {
        Incident incident = incident(task(5, CUT, ""), said("(service app) was unable to start a task: " + WHOLE));

        assertThat(incident.diagnosis().cause()).isEqualTo("entrypoint-not-found");
        assertThat(incident.reach().taskCount()).isEqualTo(1);
        assertThat(incident.diagnosis().evidence().supporting())
                .anyMatch(item -> item.text().endsWith(WHOLE));
    }

    @Test
    void aServiceThatSaysLessThanItsTaskIsASymptomOfIt() {
        Incident incident = incident(task(5, CUT, WHOLE), said("(service app) was unable to start a task: " + CUT));

        assertThat(incident.diagnosis().cause()).isEqualTo("entrypoint-not-found");
        assertThat(incident.reach().symptoms()).hasSize(1);
    }

    @Test
    void aTaskThatFailedToStartIsAFailureWhateverItsReasonSoundsLike() {
        Incident incident = incident(task(5, "The referenced task is stopped", ""));

        assertThat(incident.diagnosis().cause()).isEqualTo("unknown");
        assertThat(incident.diagnosis().evidence().supporting())
                .anyMatch(item -> item.text().contains("The referenced task is stopped"));
    }
}
