package io.stopcause.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.console.Evening;
import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory;
import io.stopcause.model.ServiceHistory.Outcome;
import io.stopcause.model.ServiceHistory.Span;
import io.stopcause.model.ServiceHistory.TaskBar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelineDrawingTest {

    private static final Links NOWHERE = new Links() {
        @Override
        public Optional<String> toIncident(Incident incident) {
            return Optional.empty();
        }

        @Override
        public Optional<String> toTask(Scope scope, TaskBar task) {
            return Optional.empty();
        }

        @Override
        public Optional<String> toMark(Scope scope, ServiceHistory.Mark mark) {
            return Optional.empty();
        }
    };

    private static Timeline draw(ServiceHistory... histories) {
        return new TimelineDrawing(NOWHERE).draw(List.of(), List.of(histories));
    }

    private static TaskBar task(int id, int second, int seconds, Outcome outcome) {
        Instant created = Evening.START.plusSeconds(second);
        return new TaskBar(
                "t" + id,
                Optional.of("web:1"),
                new Span(created, Optional.of(created), Optional.of(created.plusSeconds(seconds))),
                outcome,
                Optional.empty(),
                "");
    }

    @Test
    void theEveningHasItsLanes() {
        Timeline timeline = draw(Evening.nginx());

        assertThat(timeline.groups()).singleElement().satisfies(group -> assertThat(group.lanes())
                .extracting(Lane::label)
                .containsExactly(
                        "nginx:40",
                        "nginx:41",
                        "nginx:42",
                        "nginx:43",
                        "nginx:44",
                        "Deployments",
                        "Service messages",
                        "API calls",
                        "Log lines",
                        "Checks"));
    }

    @Test
    void tasksOneAfterTheOtherShareARowAndParallelOnesDoNot() {
        ServiceHistory history = new ServiceHistory(
                Evening.NGINX,
                List.of(
                        task(1, 0, 60, Outcome.FAILED),
                        task(2, 120, 60, Outcome.NORMAL),
                        task(3, 130, 60, Outcome.NORMAL)),
                List.of());

        assertThat(draw(history).groups().get(0).lanes()).singleElement().satisfies(lane -> {
            assertThat(lane.note()).isEqualTo("3 tasks, 1 failed");
            assertThat(((Lane.Tasks) lane).rows()).extracting(List::size).containsExactly(2, 1);
        });
    }

    @Test
    void tooManyTasksBecomeOneStripThatSaysHowMany() {
        List<TaskBar> tasks = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            tasks.add(task(i, i, 300, i % 5 == 0 ? Outcome.FAILED : Outcome.NORMAL));
        }

        Lane lane = draw(new ServiceHistory(Evening.NGINX, tasks, List.of()))
                .groups()
                .get(0)
                .lanes()
                .get(0);

        assertThat(lane).isInstanceOf(Lane.Density.class);
        assertThat(lane.note()).contains("500 tasks, 100 failed", "too many");
        Lane.Density density = (Lane.Density) lane;
        assertThat(density.buckets().stream().mapToInt(Lane.Bucket::failed).sum())
                .isEqualTo(100);
        assertThat(density.buckets().stream().mapToInt(Lane.Bucket::alive).max())
                .hasValue(density.peak());
    }

    @Test
    void marksAtOneMomentBecomeOneThatShowsTheTrouble() {
        Instant now = Evening.START;
        ServiceHistory history = new ServiceHistory(
                Evening.NGINX,
                List.of(),
                List.of(
                        new ServiceHistory.Mark(now, "log", false, "fine"),
                        new ServiceHistory.Mark(now.plusMillis(1), "log", true, "broken"),
                        new ServiceHistory.Mark(now.plus(Duration.ofHours(2)), "log", false, "later")));

        Lane.Marks lane = (Lane.Marks) draw(history).groups().get(0).lanes().get(0);

        assertThat(lane.points()).hasSize(2);
        assertThat(lane.points().get(0).title()).isEqualTo("broken (and 1 more)");
        assertThat(lane.points().get(0).bad()).isTrue();
    }

    @Test
    void whatIsQuietIsCountedAndNotDrawn() {
        ServiceHistory quiet = new ServiceHistory(
                Scope.ofService("1", "eu-west-1", "web", "calm"),
                List.of(task(1, 0, 60, Outcome.NORMAL)),
                List.of(new ServiceHistory.Mark(Evening.START, "deployment", false, "done")));

        Timeline timeline = draw(quiet);

        assertThat(timeline.isEmpty()).isTrue();
        assertThat(timeline.quiet()).isEqualTo(new Timeline.Quiet(1, 1));
    }

    @Test
    void manyIncidentsOfOneScopeShareTheLastLane() {
        List<Incident> incidents = Stream.iterate(0, i -> i + 1)
                .limit(30)
                .map(i -> new Incident(
                        "i" + i,
                        Evening.mismatch().headline(),
                        Evening.mismatch().diagnosis(),
                        Evening.mismatch().life(),
                        Evening.mismatch().reach(),
                        Evening.mismatch().remediation()))
                .toList();

        List<Lane> lanes = new TimelineDrawing(NOWHERE)
                .draw(incidents, List.of())
                .groups()
                .get(0)
                .lanes();

        assertThat(lanes).hasSize(8);
        assertThat(((Lane.Incidents) lanes.get(7)).stretches()).hasSize(23);
    }

    @Test
    void aLogIsDrawnWithItsErrors() {
        ServiceHistory history = Evening.nginx();
        Instant from = history.tasks().get(0).span().created();
        List<LogRate.Slot> slots = List.of(
                new LogRate.Slot(from, from.plusSeconds(60), 100, 1),
                new LogRate.Slot(from.plusSeconds(60), from.plusSeconds(120), 50, 0));
        List<LogRate> rates = List.of(
                new LogRate(history.scope(), "/ecs/nginx", slots),
                new LogRate(Scope.ofLogGroup("1", "eu-west-1", "elsewhere"), "elsewhere", slots));

        Lane.Rate lane = new TimelineDrawing(NOWHERE, rates)
                .draw(List.of(), List.of(history)).groups().get(0).lanes().stream()
                        .filter(Lane.Rate.class::isInstance)
                        .map(Lane.Rate.class::cast)
                        .findFirst()
                        .orElseThrow();

        assertThat(lane.label()).isEqualTo("/ecs/nginx");
        assertThat(lane.note()).isEqualTo("150 lines, 1 error, at most 100 in 1 min");
        assertThat(lane.areas()).extracting(Lane.Area::what).containsExactly("lines", "errors");
        assertThat(lane.areas().get(0).outline()).contains("V0H", "V15H");
        assertThat(lane.areas().get(1).outline()).contains("V28H");
    }
}
