package io.stopcause.notifier;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Incidents for tests: the one of the story, and changes to it. */
public final class Incidents {

    public static final Instant START = Instant.parse("2026-03-03T18:42:10Z");

    public static final Incident STORY = new Incident(
            "5f2c1a9be07d4431",
            new Incident.Headline(
                    "nginx: the image is arm64, the instance is x86_64",
                    Severity.CRITICAL,
                    Scope.ofService("111122223333", "eu-central-1", "web", "nginx")),
            new Incident.Diagnosis(
                    "arch-mismatch",
                    List.of("entrypoint-missing-interpreter"),
                    0.97,
                    Verified.CONFIRMED,
                    new Evidence(
                            List.of(
                                    item("app.log", "exec /docker-entrypoint.sh: exec format error"),
                                    item("check image-supports-platform", "nginx:1.27 is linux/arm64 only")),
                            List.of(item("task.stoppedReason", "Essential container in task exited")),
                            List.of()),
                    new Incident.RuleReference("arch-mismatch", "2026.1")),
            new Incident.Life(
                    Incident.State.OPEN,
                    START,
                    START.plusSeconds(20),
                    START.plusSeconds(300),
                    Optional.empty(),
                    Optional.empty()),
            new Incident.Reach(
                    new Incident.Revision(Optional.of("nginx:42"), Optional.of("nginx:40")),
                    List.of(),
                    3,
                    List.of(),
                    List.of("log-configuration-missing")),
            new Remediation(
                    "The image nginx:1.27 was built for arm64 and the container instance is x86_64.",
                    "",
                    List.of(
                            new Remediation.Step(
                                    "Build the image for x86_64 and push it.",
                                    "shell",
                                    "docker build --platform linux/amd64 -t nginx:1.27 . && docker push nginx:1.27"),
                            new Remediation.Step("Or run it on Graviton.", "", "")),
                    "",
                    ""));

    private Incidents() {}

    public static Evidence.Item item(String source, String text) {
        return new Evidence.Item(Optional.of(START), source, "/ecs/nginx", text);
    }

    public static Incident withId(Incident of, String id) {
        return new Incident(id, of.headline(), of.diagnosis(), of.life(), of.reach(), of.remediation());
    }

    public static Incident withSeverity(Incident of, Severity severity) {
        return new Incident(
                of.id(),
                new Incident.Headline(
                        of.headline().title(), severity, of.headline().scope()),
                of.diagnosis(),
                of.life(),
                of.reach(),
                of.remediation());
    }

    public static Incident withCause(Incident of, String cause, Verified verified) {
        Incident.Diagnosis old = of.diagnosis();
        return new Incident(
                of.id(),
                of.headline(),
                new Incident.Diagnosis(
                        cause, old.alternatives(), old.confidence(), verified, old.evidence(), old.origin()),
                of.life(),
                of.reach(),
                of.remediation());
    }

    public static Incident withState(Incident of, Incident.State state) {
        boolean over = state == Incident.State.RESOLVED;
        Incident.Life life = of.life();
        return new Incident(
                of.id(),
                of.headline(),
                of.diagnosis(),
                new Incident.Life(
                        state,
                        life.firstSeen(),
                        life.openedAt(),
                        life.lastSeen(),
                        over ? Optional.of(START.plusSeconds(2400)) : Optional.empty(),
                        over ? Optional.of("the service reached a steady state") : Optional.empty()),
                of.reach(),
                of.remediation());
    }

    /** The story in another service. */
    public static Incident of(String service) {
        Incident.Headline headline = STORY.headline();
        Scope scope = headline.scope();
        return new Incident(
                service,
                new Incident.Headline(
                        service + ": it fails",
                        headline.severity(),
                        Scope.ofService(
                                scope.account(), scope.region(), scope.cluster().orElseThrow(), service)),
                STORY.diagnosis(),
                STORY.life(),
                STORY.reach(),
                STORY.remediation());
    }

    /** As part of another. */
    public static Incident partOf(Incident leader, Incident of) {
        return joint(of, Incident.Joint.NONE.with(Optional.of(leader.id()), List.of()));
    }

    /** As the one that speaks for others. */
    public static Incident leading(Incident of, Incident... members) {
        return joint(
                of,
                Incident.Joint.NONE.with(
                        Optional.empty(),
                        Stream.of(members)
                                .map(each -> new Incident.Member(
                                        each.id(),
                                        each.headline().scope(),
                                        each.life().state(),
                                        each.life().openedAt(),
                                        each.life().resolvedAt(),
                                        2))
                                .toList()));
    }

    private static Incident joint(Incident of, Incident.Joint joint) {
        Incident.Reach reach = of.reach();
        return new Incident(
                of.id(),
                of.headline(),
                of.diagnosis(),
                of.life(),
                new Incident.Reach(
                        reach.revision(),
                        reach.tasks(),
                        reach.taskCount(),
                        reach.symptoms(),
                        reach.blindSpots(),
                        joint),
                of.remediation());
    }

    public static Incident withTasks(Incident of, int tasks, String... symptoms) {
        return new Incident(
                of.id(),
                of.headline(),
                of.diagnosis(),
                of.life(),
                new Incident.Reach(
                        of.reach().revision(),
                        List.of(),
                        tasks,
                        List.of(symptoms).stream()
                                .map(cause -> new Incident.Symptom(cause, START, ""))
                                .toList(),
                        List.of()),
                of.remediation());
    }

    /** The story with its failed tasks, a line of the log, and the deployment that it broke. */
    public static Incident crashLoop() {
        String task = "9c5e0ab9e77c5469b3b6c66ccb88a76";
        return new Incident(
                STORY.id(),
                STORY.headline(),
                new Incident.Diagnosis(
                        STORY.diagnosis().cause(),
                        STORY.diagnosis().alternatives(),
                        STORY.diagnosis().confidence(),
                        STORY.diagnosis().verified(),
                        new Evidence(
                                List.of(
                                        new Evidence.Item(
                                                Optional.of(START),
                                                "app.log",
                                                "/ecs/nginx:nginx/nginx/" + task + "0",
                                                "exec /docker-entrypoint.sh: exec format error"),
                                        item("check image-supports-platform", "nginx:1.27 is linux/arm64 only")),
                                List.of(),
                                List.of()),
                        STORY.diagnosis().origin()),
                STORY.life(),
                new Incident.Reach(
                        STORY.reach().revision(),
                        IntStream.range(0, 4)
                                .mapToObj(i -> new Incident.FailedTask(
                                        task + i,
                                        Optional.of("nginx:42"),
                                        START.plusSeconds(20 + 60L * i),
                                        "nginx exit 1"))
                                .toList(),
                        4,
                        List.of(new Incident.Symptom(
                                "deployment-circuit-breaker", START.plusSeconds(280), "SERVICE_DEPLOYMENT_FAILED")),
                        List.of()),
                STORY.remediation());
    }

    /** Every text of it is an attack, and holds a secret. */
    public static Incident hostile() {
        String attack =
                "<!channel> <script>alert(1)</script> \u001B[31mred\u001B]0;title\u0007 \u202Egnp.exe ```*_~`\r\n"
                        + "Bcc: evil@example.org\r\n\r\n.\r\nDB_PASSWORD=hunter2 AKIAIOSFODNN7EXAMPLE \uD83D "
                        + "😀".repeat(200_000);
        return new Incident(
                "5f2c1a9be07d4432",
                new Incident.Headline(
                        attack, Severity.CRITICAL, Scope.ofService("111122223333", "eu-central-1", attack, attack)),
                new Incident.Diagnosis(
                        attack,
                        List.of(attack),
                        0.5,
                        Verified.UNCHECKED,
                        new Evidence(List.of(item(attack, attack)), List.of(item(attack, attack)), List.of()),
                        new Incident.RuleReference("r", "1")),
                STORY.life(),
                STORY.reach(),
                new Remediation(attack, attack, List.of(new Remediation.Step(attack, attack, attack)), attack, attack));
    }
}
