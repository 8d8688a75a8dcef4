package io.stopcause.analyzer.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.Analysis;
import io.stopcause.analyzer.Engine;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Event;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import io.stopcause.model.Question;
import io.stopcause.model.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several failures at once: of two services, of one service, and of several services for one cause. */
class SeveralFailuresHistoriesTest {

    private static final int COUNT = 60;
    private static final Judge JUDGE = new Judge(RuleSet.shippedWithTests());
    private static final List<FailureCase> CASES = FailureCase.all(JUDGE.rules());

    /** Reasons of tasks that one event tells whole, one for each cause. */
    private static final List<FailureCase> REASONS = List.copyOf(CASES.stream()
            .filter(each -> each.paged() && each.way().equals("task.stoppedReason"))
            .filter(each -> JUDGE.rules()
                    .forCause(each.cause())
                    .filter(rule -> !rule.consequence())
                    .isPresent())
            .collect(Collectors.toMap(FailureCase::cause, each -> each, (first, next) -> first, TreeMap::new))
            .values());

    private static final Instant START = Instant.parse("2026-04-12T08:00:00Z");

    private static Analysis analysis(List<? extends Event> events, Instant end) {
        Engine engine = new Engine(JUDGE);
        events.forEach(engine::accept);
        engine.end(end);
        return engine.result();
    }

    private static Set<String> scopes(Analysis analysis) {
        return analysis.histories().stream()
                .map(history -> history.scope().key())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> incidents(Analysis... analyses) {
        return Stream.of(analyses)
                .flatMap(each -> each.incidents().stream())
                .map(Json::write)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatFailsInOneServiceChangesNothingInAnother() {
        List<String> wrong = LongStream.range(0, COUNT)
                .parallel()
                .mapToObj(seed -> {
                    History one = FailingLife.of(CASES.get((int) (seed * 31 % CASES.size())), seed);
                    History other = FailingLife.of(CASES.get((int) (seed * 101 % CASES.size())), seed + COUNT);
                    Instant end = one.end().isAfter(other.end()) ? one.end() : other.end();
                    Analysis first = analysis(one.events(), end);
                    Analysis second = analysis(other.events(), end);
                    Set<String> shared = scopes(first);
                    shared.retainAll(scopes(second));
                    List<Event> both = new ArrayList<>(one.events());
                    both.addAll(other.events());
                    new Dice(seed).shuffle(both);
                    boolean same =
                            !shared.isEmpty() || incidents(analysis(both, end)).equals(incidents(first, second));
                    return same ? "" : one.name() + " with " + other.name();
                })
                .filter(name -> !name.isEmpty())
                .toList();

        assertThat(wrong).isEmpty();
    }

    private static AwsEvent stop(String service, int number, long second, FailureCase failure) {
        String arn = "arn:aws:ecs:eu-west-1:111122223333:";
        return Json.read(
                """
                {"id":"%1$s-%2$d","detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",
                "region":"eu-west-1","time":"%3$s","resources":[],"detail":{"version":3,"lastStatus":"STOPPED",
                "stopCode":"TaskFailedToStart","group":"service:%1$s","clusterArn":"%4$scluster/main",
                "taskArn":"%4$stask/main/%5$032x","taskDefinitionArn":"%4$stask-definition/base:%6$d",
                "stoppedReason":%7$s,"containers":[{"name":"app","image":"registry.example/base:7"}]}}\
                """.formatted(
                                service,
                                number,
                                START.plusSeconds(second),
                                arn,
                                (service + number).hashCode(),
                                Math.floorMod(failure.cause().hashCode(), 1000) + 1,
                                Json.write(Phrases.fill(failure.text(), new Dice(7)))),
                AwsEvent.class);
    }

    private static AwsEvent steady(String service, long second) {
        return Json.read("""
                {"id":"steady-%1$s-%3$d","detail-type":"ECS Service Action","source":"aws.ecs","account":"111122223333",
                "region":"eu-west-1","time":"%2$s","resources":["arn:aws:ecs:eu-west-1:111122223333:service/main/%1$s"],
                "detail":{"eventName":"SERVICE_STEADY_STATE","clusterArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/main"}}\
                """.formatted(service, START.plusSeconds(second), second), AwsEvent.class);
    }

    private static List<String> causes(List<? extends Event> events, Instant end) {
        return analysis(events, end).incidents().stream()
                .map(incident -> incident.diagnosis().cause())
                .toList();
    }

    /** Pairs of causes of which none explains the other, and that are told as themselves when they stand alone. */
    private static List<List<FailureCase>> pairs() {
        List<FailureCase> clear = REASONS.stream()
                .filter(each -> causes(List.of(stop("app", 1, 0, each)), START).equals(List.of(each.cause())))
                .toList();
        assertThat(clear).hasSizeGreaterThan(40);
        return IntStream.range(0, clear.size())
                .mapToObj(i -> List.of(clear.get(i), clear.get((i * 7 + 11) % clear.size())))
                .filter(pair -> !pair.get(0).cause().equals(pair.get(1).cause()))
                .filter(pair -> !explain(pair.get(0), pair.get(1)) && !explain(pair.get(1), pair.get(0)))
                .toList();
    }

    private static boolean explain(FailureCase one, FailureCase other) {
        return JUDGE.rules().explains(one.cause(), other.cause());
    }

    @Test
    void twoCausesOneAfterTheOtherAreTwoIncidents() {
        for (List<FailureCase> pair : pairs()) {
            List<AwsEvent> events = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                events.add(stop("app", i, 60L * i, pair.get(0)));
                events.add(stop("app", 10 + i, 9_000 + 60L * i, pair.get(1)));
            }
            events.add(steady("app", 600));
            events.add(steady("app", 9_600));

            assertThat(causes(events, START.plusSeconds(10_000)))
                    .as("%s, then %s", pair.get(0).origin(), pair.get(1).origin())
                    .containsExactly(pair.get(0).cause(), pair.get(1).cause());
        }
    }

    @Test
    void twoCausesAtOnceAreTwoIncidents() {
        for (List<FailureCase> pair : pairs()) {
            List<AwsEvent> events = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                events.add(stop("app", i, 60L * i, pair.get(i % 2)));
            }

            assertThat(causes(events, START.plusSeconds(600)))
                    .as("%s and %s", pair.get(0).origin(), pair.get(1).origin())
                    .containsExactly(pair.get(0).cause(), pair.get(1).cause());
        }
    }

    @Test
    void severalServicesOfOneConfirmedThingAreOneIncident() {
        Set<String> joined = new HashSet<>();
        for (FailureCase failure : REASONS) {
            List<Event> events = new ArrayList<>(Stream.of("api", "cart", "web")
                    .map(service -> stop(service, 1, 0, failure))
                    .toList());
            List<Answer> answers = confirming(failure, analysis(events, START).questions());
            events.addAll(answers);
            List<Incident> found = analysis(events, START.plusSeconds(60)).incidents();
            boolean confirmed = found.size() == 3
                    && found.stream()
                            .allMatch(each -> each.diagnosis().verified() == Verified.CONFIRMED
                                    && each.diagnosis().cause().equals(failure.cause()));
            if (confirmed && isSame(answers)) {
                joined.add(failure.cause());
                assertThat(Incident.leading(found)).as(failure.origin()).hasSize(1);
            }
        }
        assertThat(joined).hasSizeGreaterThan(10);
    }

    /** Answers that bear the cause out. */
    private static List<Answer> confirming(FailureCase failure, List<Question> questions) {
        Optional<Rule> rule = JUDGE.rules().forCause(failure.cause());
        return questions.stream()
                .flatMap(question -> rule.stream()
                        .flatMap(each -> each.checks().stream())
                        .filter(check -> check.ask().equals(question.check()))
                        .limit(1)
                        .map(check -> new Answer(
                                question,
                                check.confirms() ? Answer.Outcome.YES : Answer.Outcome.NO,
                                Map.of(),
                                "looked",
                                START)))
                .sorted(Comparator.comparing(answer -> answer.question().id()))
                .toList();
    }

    /** Whether all three were asked about the same. */
    private static boolean isSame(List<Answer> answers) {
        return !answers.isEmpty()
                && answers.stream()
                        .collect(Collectors.groupingBy(
                                answer -> answer.question().check()
                                        + answer.question().about(),
                                Collectors.counting()))
                        .values()
                        .stream()
                        .allMatch(count -> count == 3);
    }
}
