package io.stopcause.analyzer;

import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Json;
import io.stopcause.model.Question;
import io.stopcause.model.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Services whose tasks do not start for want of a secret, as events. */
public final class SharedSecret {

    public static final Instant START = Instant.parse("2026-03-03T10:00:00Z");
    public static final List<String> SERVICES = List.of("api", "billing", "cart", "mail", "web");
    public static final String SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-AbCdEf";

    private static final Judge JUDGE = new Judge(RuleSet.shipped());
    private static final String ARN = "arn:aws:ecs:eu-west-1:111122223333:";

    private SharedSecret() {}

    /** All five fail within a minute, the account confirms why, and they recover one after the other. */
    public static List<Event> all() {
        List<Event> events = new ArrayList<>(failing());
        for (int i = 0; i < SERVICES.size(); i++) {
            events.add(steady(SERVICES.get(i), 600 + 60L * i));
        }
        events.add(new Tick(START.plusSeconds(1_200)));
        return events;
    }

    /** The same while all of them still fail. */
    public static List<Event> failing() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < SERVICES.size(); i++) {
            events.add(stop(SERVICES.get(i), 10L * i, SECRET));
            events.add(stop(SERVICES.get(i), 10L * i + 60, SECRET));
        }
        events.addAll(answers(events, Map.of(), 120));
        return events;
    }

    public static AwsEvent stop(String service, long second, String secret) {
        return event(service, second, AwsEvent.TASK_STATE, """
                {"version":3,"lastStatus":"STOPPED","stopCode":"TaskFailedToStart","group":"service:%1$s",
                "clusterArn":"%2$scluster/main","taskArn":"%2$stask/main/%3$032x",
                "taskDefinitionArn":"%2$stask-definition/%1$s:1","stoppedReason":"ResourceInitializationError: \
                unable to pull secrets or registry auth: unable to retrieve secret from asm: The task \
                can't retrieve the secret with ARN '%4$s' from AWS Secrets Manager. Check whether \
                the secret exists in the specified Region. ResourceNotFoundException","containers":[{"name":"app"}]}\
                """.formatted(
                        service, ARN, (service + second).hashCode(), secret));
    }

    public static AwsEvent steady(String service, long second) {
        return event(service, second, AwsEvent.SERVICE_ACTION, "{\"eventName\":\"SERVICE_STEADY_STATE\"}");
    }

    private static AwsEvent event(String service, long second, String type, String detail) {
        return Json.read("""
                {"id":"%1$s-%2$d","detail-type":"%3$s","source":"aws.ecs","account":"111122223333",
                "region":"eu-west-1","time":"%4$s","resources":["%5$sservice/main/%1$s"],"detail":%6$s}\
                """.formatted(service, second, type, START.plusSeconds(second), ARN, detail), AwsEvent.class);
    }

    /** The answers to what is asked because of these events: no, but for the services that have another. */
    public static List<Answer> answers(List<Event> events, Map<String, Answer.Outcome> outcomes, long second) {
        Engine engine = new Engine(JUDGE);
        events.forEach(engine::accept);
        return engine.result().questions().stream()
                .filter(question -> question.check().equals("secret-exists"))
                .map(question -> new Answer(
                        question,
                        outcomes.getOrDefault(service(question), Answer.Outcome.NO),
                        Map.of(),
                        "looked",
                        START.plusSeconds(second)))
                .toList();
    }

    private static String service(Question question) {
        return question.scope().substring(question.scope().lastIndexOf('/') + 1);
    }
}
