package io.stopcause.console;

import io.stopcause.console.postmortem.Accounting;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A day of forty services with two hundred incidents and tens of thousands of marks. */
public final class Crowd {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-03T00:00:00Z");
    private static final int SERVICES = 40;
    private static final int DAY = 86_400;

    private Crowd() {}

    /** The same at every call. */
    public static PostMortem.Input input() {
        Random random = new Random(7);
        List<Incident> incidents = new ArrayList<>();
        List<ServiceHistory> histories = new ArrayList<>();
        for (int service = 0; service < SERVICES; service++) {
            Scope scope = Scope.ofService("111122223333", "eu-central-1", "web", "service-" + service);
            histories.add(history(scope, random));
            for (int i = 0; i < 5; i++) {
                incidents.add(incident(scope, random));
            }
        }
        return new PostMortem.Input(
                "A day of many services",
                "v1",
                incidents,
                List.of(),
                histories,
                Accounting.of(Map.of("log lines", 50_000L), 0, List.of()));
    }

    private static Incident incident(Scope scope, Random random) {
        Incident model = Evening.mismatch();
        Instant first = MIDNIGHT.plusSeconds(random.nextInt(DAY - 7200));
        return new Incident(
                Ids.of(scope.key(), first.toString()),
                new Incident.Headline(
                        scope.name() + ": the image is arm64", model.headline().severity(), scope),
                model.diagnosis(),
                new Incident.Life(
                        Incident.State.RESOLVED,
                        first,
                        first.plusSeconds(12),
                        first.plusSeconds(600),
                        Optional.of(first.plusSeconds(1800)),
                        Optional.of("steady state")),
                model.reach(),
                model.remediation());
    }

    private static ServiceHistory history(Scope scope, Random random) {
        List<ServiceHistory.TaskBar> tasks = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Instant created = MIDNIGHT.plusSeconds(random.nextInt(DAY));
            boolean failed = random.nextInt(4) == 0;
            tasks.add(new ServiceHistory.TaskBar(
                    Ids.of(scope.key(), Integer.toString(i)),
                    Optional.of(scope.name() + ":" + (created.getEpochSecond() % DAY) / 20_000),
                    new ServiceHistory.Span(
                            created,
                            Optional.of(created.plusSeconds(20)),
                            Optional.of(created.plusSeconds(60 + random.nextInt(6000)))),
                    failed ? ServiceHistory.Outcome.FAILED : ServiceHistory.Outcome.NORMAL,
                    Optional.empty(),
                    failed ? "exit code 1" : "exit code 0"));
        }
        List<ServiceHistory.Mark> marks = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            marks.add(new ServiceHistory.Mark(
                    MIDNIGHT.plusSeconds(random.nextInt(DAY)),
                    i % 10 == 0 ? "service" : "log",
                    random.nextInt(20) == 0,
                    "message " + i));
        }
        return new ServiceHistory(scope, tasks, marks);
    }
}
