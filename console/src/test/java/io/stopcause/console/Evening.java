package io.stopcause.console;

import io.stopcause.console.postmortem.Accounting;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Evidence;
import io.stopcause.model.Finding;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Mark;
import io.stopcause.model.ServiceHistory.Outcome;
import io.stopcause.model.ServiceHistory.Span;
import io.stopcause.model.ServiceHistory.TaskBar;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One evening of one service, made by hand: an image for the wrong CPU, found, mended. */
public final class Evening {

    public static final Instant START = Instant.parse("2026-03-03T18:40:00Z");
    public static final Scope NGINX = Scope.ofService("111122223333", "eu-central-1", "web", "nginx");
    public static final String EXEC = "exec /docker-entrypoint.sh: exec format error";

    private static final String IMAGE = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/nginx:1.27";

    private Evening() {}

    /** Everything of the evening. */
    public static PostMortem.Input input() {
        return new PostMortem.Input(
                "The evening of 3 March, cluster web",
                "2026.3.1-4f2a9c",
                List.of(blind(), mismatch()),
                List.of(dynamicPort(), normalStops()),
                List.of(nginx(), worker()),
                Accounting.of(
                        Map.of("ECS events", 84L, "log lines", 1204L, "API calls", 9L, "answers", 2L),
                        3,
                        List.of(new DeadLetter(
                                "evening/logs.jsonl.gz:1205",
                                "unexpected end of ZLIB input stream; 1,204 lines before it were read",
                                "",
                                START))));
    }

    static Instant at(int minutes, int seconds) {
        return START.plusSeconds(60L * minutes + seconds);
    }

    static Optional<Instant> when(int minutes, int seconds) {
        return Optional.of(at(minutes, seconds));
    }

    /** Tasks that fail without a word. */
    public static Incident blind() {
        return new Incident(
                "6f1a2b3c4d5e6f70",
                new Incident.Headline(
                        "nginx: tasks fail at start and nothing can be read: no log configuration",
                        Severity.WARNING,
                        NGINX),
                new Incident.Diagnosis(
                        "log-configuration-missing",
                        List.of("arch-mismatch", "app-exit-nonzero"),
                        0.8,
                        Verified.CONFIRMED,
                        new Evidence(
                                List.of(item(
                                        1,
                                        12,
                                        "task definition",
                                        "nginx:41",
                                        "containerDefinitions[0] has no logConfiguration")),
                                List.of(item(
                                        2,
                                        40,
                                        "check role-allows",
                                        "ecsTaskExecutionRole",
                                        "The execution role may pull the image and write logs: it is not the reason")),
                                List.of()),
                        new Incident.RuleReference("blind-no-log-configuration", "2026.3.1-4f2a9c")),
                new Incident.Life(
                        Incident.State.RESOLVED,
                        at(1, 12),
                        at(1, 40),
                        at(9, 5),
                        when(14, 2),
                        Optional.of("a revision with a log configuration started")),
                new Incident.Reach(
                        new Incident.Revision(Optional.of("nginx:41"), Optional.of("nginx:40")),
                        failed("nginx:41", 0, 4),
                        4,
                        List.of(new Incident.Symptom(
                                "tasks-fail-repeatedly",
                                at(9, 5),
                                "(service nginx) is unable to consistently start tasks successfully.")),
                        List.of()),
                new Remediation(
                        "Tasks of nginx stop with exit code 1 seconds after they start, and no container writes a log that could say why.",
                        "Four tasks ended with exit code 1; the task definition nginx:41 names no log driver; the execution role was checked and is not the reason.",
                        List.of(new Remediation.Step(
                                "Add a log configuration to the container and deploy again.", "json", """
                                "logConfiguration": {
                                  "logDriver": "awslogs",
                                  "options": {
                                    "awslogs-group": "/ecs/nginx",
                                    "awslogs-region": "eu-central-1",
                                    "awslogs-stream-prefix": "nginx",
                                    "awslogs-create-group": "true"
                                  }
                                }""")),
                        "The next task writes to the log group /ecs/nginx.",
                        "Deploy nginx:40 again."));
    }

    /** A service that fails for the same thing as the first. */
    public static final Scope OTHER = Scope.ofService("111122223333", "eu-central-1", "web", "cart");

    /** The incident that tells of the other service too. */
    public static Incident leading() {
        Incident member = member();
        return joint(
                mismatch(),
                new Incident.Joint(
                        Optional.empty(),
                        List.of(new Incident.Member(
                                member.id(),
                                OTHER,
                                member.life().state(),
                                member.life().openedAt(),
                                member.life().resolvedAt(),
                                3)),
                        1,
                        List.of(new Incident.Sharing("image web/nginx:43", List.of("cart", "search"), 2))));
    }

    /** The incident of the other service, as part of the first. */
    public static Incident member() {
        Incident first = mismatch();
        Incident other = new Incident(
                "00000000000000aa",
                new Incident.Headline("cart: the image is arm64, the instance is x86_64", Severity.CRITICAL, OTHER),
                first.diagnosis(),
                first.life(),
                first.reach(),
                first.remediation());
        return joint(other, Incident.Joint.NONE.with(Optional.of(first.id()), List.of()));
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

    /** The cause itself. */
    public static Incident mismatch() {
        return new Incident(
                "a0b1c2d3e4f50617",
                new Incident.Headline("nginx: the image is arm64, the instance is x86_64", Severity.CRITICAL, NGINX),
                new Incident.Diagnosis(
                        "arch-mismatch",
                        List.of("entrypoint-missing-interpreter"),
                        0.98,
                        Verified.CONFIRMED,
                        new Evidence(
                                List.of(
                                        item(14, 31, "app.log", "/ecs/nginx nginx/nginx/5c1d0e6f", EXEC),
                                        item(
                                                15,
                                                2,
                                                "check image-supports-platform",
                                                IMAGE,
                                                "The image has linux/arm64 only; the instance needs linux/amd64")),
                                List.of(),
                                List.of(
                                        item(
                                                15,
                                                2,
                                                "image",
                                                IMAGE,
                                                "Whether /docker-entrypoint.sh begins with #! — the registry does not show files"))),
                        new Incident.RuleReference("exec-format-error", "2026.3.1-4f2a9c")),
                new Incident.Life(
                        Incident.State.RESOLVED,
                        at(14, 31),
                        at(14, 43),
                        at(27, 50),
                        when(58, 20),
                        Optional.of("nginx:44 reached a steady state")),
                new Incident.Reach(
                        new Incident.Revision(
                                Optional.of("nginx:42"),
                                Optional.of("nginx:40"),
                                when(14, 20),
                                List.of(
                                        new Incident.Change(
                                                "image of nginx", Optional.of("nginx:1.26"), Optional.of("nginx:1.27")),
                                        new Incident.Change(
                                                "variable PORT of nginx", Optional.empty(), Optional.of(""))),
                                List.of(new Incident.Candidate(at(13, 5), "image", "pushed nginx:1.27")),
                                Optional.of(
                                        "aws ecs update-service --cluster web --service nginx --task-definition nginx:40")),
                        failed("nginx:42", 14, 5),
                        5,
                        List.of(
                                new Incident.Symptom(
                                        "essential-container-exited", at(14, 33), "Essential container in task exited"),
                                new Incident.Symptom(
                                        "tasks-fail-repeatedly",
                                        at(22, 0),
                                        "(service nginx) is unable to consistently start tasks successfully.")),
                        List.of("log-configuration-missing")),
                new Remediation(
                        "The image " + IMAGE
                                + " was built for arm64, and the container instances are x86_64, so the kernel cannot run its first program.",
                        "The kernel refused the entry point (“exec format error”), and the registry holds only linux/arm64 for this tag.",
                        List.of(
                                new Remediation.Step(
                                        "Build the image for the CPU that runs it, and push it.",
                                        "shell",
                                        "docker build --platform linux/amd64 -t " + IMAGE + " .\ndocker push " + IMAGE),
                                new Remediation.Step(
                                        "Or say in Terraform which CPU the task wants, and run it on one.", "hcl", """
                                        runtime_platform {
                                          operating_system_family = "LINUX"
                                          cpu_architecture        = "ARM64"
                                        }"""),
                                new Remediation.Step(
                                        "Deploy again.",
                                        "shell",
                                        "aws ecs update-service --cluster web --service nginx --force-new-deployment")),
                        "docker buildx imagetools inspect " + IMAGE
                                + " lists linux/amd64; the next task stays RUNNING.",
                        "Nothing to undo: the old tag stays in the registry under its digest."));
    }

    private static Evidence.Item item(int minutes, int seconds, String source, String place, String text) {
        return new Evidence.Item(when(minutes, seconds), source, place, text);
    }

    private static List<Incident.FailedTask> failed(String revision, int fromMinute, int count) {
        List<Incident.FailedTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant end = at(fromMinute + 1 + 3 * i, 12);
            tasks.add(new Incident.FailedTask(
                    taskId(revision, i), Optional.of(revision), end, "EssentialContainerExited, exit code 1"));
        }
        return tasks;
    }

    private static String taskId(String revision, int i) {
        return Ids.of(revision, Integer.toString(i)) + Ids.of(Integer.toString(i), revision);
    }

    private static Finding dynamicPort() {
        return new Finding(
                "f00000000000000a",
                "host-port-dynamic",
                "nginx: the host port is dynamic, 36728 at present",
                NGINX,
                new Finding.Seen(at(34, 10), at(34, 10), 1, "containerPort 80 → hostPort 36728 on i-0a1b2c3d4e5f60718"),
                new Remediation(
                        "The container answers on port 36728 of its instance, a port that Docker chose and chooses anew with each task.",
                        "networkMode bridge without a hostPort gives an ephemeral one.",
                        List.of(new Remediation.Step(
                                "Fix the port, or put a load balancer before the service.", "json", """
                                "portMappings": [ { "containerPort": 80, "hostPort": 80 } ]""")),
                        "",
                        ""));
    }

    private static Finding normalStops() {
        return new Finding(
                "f00000000000000b",
                "normal-deployment-replaced",
                "Tasks replaced by a deployment",
                NGINX,
                new Finding.Seen(at(12, 0), at(56, 0), 2, "Scaling activity initiated by (deployment ecs-svc/8412)"),
                Remediation.NONE);
    }

    /** The service that failed. */
    public static ServiceHistory nginx() {
        List<TaskBar> tasks = new ArrayList<>();
        tasks.add(new TaskBar(
                taskId("nginx:40", 0),
                Optional.of("nginx:40"),
                new Span(START.minus(Duration.ofMinutes(4)), when(-4, 20), when(56, 0)),
                Outcome.NORMAL,
                Optional.of("normal-deployment-replaced"),
                "Scaling activity initiated by deployment"));
        for (int i = 0; i < 4; i++) {
            tasks.add(crash("nginx:41", i, 3 * i));
        }
        for (int i = 0; i < 5; i++) {
            tasks.add(crash("nginx:42", i, 14 + 3 * i));
        }
        tasks.add(new TaskBar(
                taskId("nginx:43", 0),
                Optional.of("nginx:43"),
                new Span(at(33, 30), when(34, 10), when(57, 10)),
                Outcome.NORMAL,
                Optional.of("normal-deployment-replaced"),
                "Scaling activity initiated by deployment"));
        tasks.add(new TaskBar(
                taskId("nginx:44", 0),
                Optional.of("nginx:44"),
                new Span(at(54, 30), when(55, 5), Optional.empty()),
                Outcome.RUNNING,
                Optional.empty(),
                "RUNNING, port 80"));
        List<Mark> marks = new ArrayList<>(List.of(
                new Mark(at(0, 5), "deployment", false, "Deployment ecs-svc/8410 of nginx:41 in progress"),
                new Mark(
                        at(2, 40),
                        "answer",
                        false,
                        "The execution role may pull the image and write logs: it is not the reason"),
                new Mark(
                        at(9, 5),
                        "service",
                        true,
                        "(service nginx) is unable to consistently start tasks successfully."),
                new Mark(at(13, 40), "deployment", false, "Deployment ecs-svc/8411 of nginx:42 in progress"),
                new Mark(at(15, 2), "answer", true, "The image has linux/arm64 only; the instance needs linux/amd64"),
                new Mark(
                        at(22, 0),
                        "service",
                        true,
                        "(service nginx) is unable to consistently start tasks successfully."),
                new Mark(
                        at(30, 15),
                        "api",
                        true,
                        "UpdateService: InvalidParameterException: Assign public IP is not supported for this launch type."),
                new Mark(at(33, 0), "deployment", false, "Deployment ecs-svc/8412 of nginx:43 in progress"),
                new Mark(at(36, 0), "service", false, "(service nginx) has reached a steady state."),
                new Mark(at(54, 0), "deployment", false, "Deployment ecs-svc/8413 of nginx:44 in progress"),
                new Mark(at(58, 20), "deployment", false, "Deployment ecs-svc/8413 of nginx:44 completed"),
                new Mark(at(58, 20), "service", false, "(service nginx) has reached a steady state.")));
        for (int i = 0; i < 5; i++) {
            marks.add(new Mark(at(14 + 3 * i, 31), "log", true, EXEC));
        }
        return new ServiceHistory(NGINX, tasks, marks);
    }

    private static TaskBar crash(String revision, int i, int minute) {
        return new TaskBar(
                taskId(revision, i),
                Optional.of(revision),
                new Span(at(minute, 10), when(minute, 58), when(minute + 1, 12)),
                Outcome.FAILED,
                Optional.of("arch-mismatch"),
                "EssentialContainerExited, exit code 1");
    }

    private static ServiceHistory worker() {
        return new ServiceHistory(
                Scope.ofFamily("111122223333", "eu-central-1", "web", "nightly-report"),
                List.of(new TaskBar(
                        "0f0f",
                        Optional.of("nightly-report:7"),
                        new Span(at(20, 0), when(20, 40), when(26, 0)),
                        Outcome.NORMAL,
                        Optional.of("normal-one-shot"),
                        "exit code 0")),
                List.of());
    }
}
