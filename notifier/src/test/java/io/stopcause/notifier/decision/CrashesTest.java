package io.stopcause.notifier.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Outcome;
import io.stopcause.notifier.Incidents;
import io.stopcause.notifier.decision.Decision.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand histories from seeds: incidents begin, change, end and come back, silences come and go, and the process
 * dies before a message, after it, or after its entry, or a receiver does not answer. What holds after each: a receiver that knows keys was told of each
 * beginning once, and of the end of what it was told; nothing that is open is unknown to it; what was silenced was not
 * told; a receiver that edits has one message of each. An end is told twice only where a beginning between may have been.
 */
class CrashesTest {

    private static final String SILENCED = "s";
    private static final String BEGAN = "opened";
    private static final String OVER = "resolved";

    /** A beginning that was about to be told when the process died: its end is told nevertheless. */
    private static final String LOST = "lost";

    private static final List<String> ROUTES = List.of(
            "{'receiver':'team'}", "{'receiver':'team','groupBy':['cluster'],'groupWait':'10s','groupInterval':'30s'}");

    static Stream<Integer> seeds() {
        return IntStream.range(0, 1000).boxed();
    }

    /** What survives a crash: topics and the receiver. */
    private static final class World {

        private final Random random;
        private final String route;
        private final List<Notification> log = new ArrayList<>();
        private final Map<String, Incident> topic = new LinkedHashMap<>();
        private final Map<String, List<String>> heard = new HashMap<>();
        private final Map<String, Boolean> keys = new HashMap<>();
        private final Map<String, Integer> posts = new HashMap<>();
        private Instant now = Incidents.START;

        World(int seed) {
            random = new Random(seed);
            route = ROUTES.get(seed % ROUTES.size());
        }

        Situation start() {
            Situation situation = Situation.routed(route);
            situation.at(now);
            log.forEach(entry -> situation.book().log().replay(entry, 0));
            situation.silenced("incident=~\"" + SILENCED + ".*\"", Duration.ofDays(1));
            topic.values().forEach(incident -> situation.book().put(incident, now));
            return situation;
        }

        void change() {
            String id = (random.nextInt(6) == 0 ? SILENCED : "i") + random.nextInt(6);
            Incident before = topic.get(id);
            if (before == null) {
                topic.put(id, Incidents.withId(Incidents.STORY, id));
            } else if (before.isResolved()) {
                topic.put(id, Incidents.withState(before, Incident.State.REOPENED));
            } else {
                topic.put(
                        id,
                        random.nextBoolean()
                                ? Incidents.withState(before, Incident.State.RESOLVED)
                                : Incidents.withTasks(before, 3, "s" + random.nextInt(3)));
            }
        }

        /** One round of a notifier that may die at any step of it; whether it lives. */
        boolean round(Situation situation, Supplier<Boolean> dies) {
            Map<String, List<Plan.Part>> parts = new LinkedHashMap<>();
            Map<String, Group> groups = new HashMap<>();
            for (String id : situation.book().incidents()) {
                Case about = situation.book().find(id).orElseThrow();
                Decision decision = situation.decide(id, "team");
                if (decision.verdict() == Verdict.SEND || decision.verdict() == Verdict.WAIT) {
                    Group group = decision.group().orElseThrow();
                    groups.putIfAbsent(group.id(), group);
                    parts.computeIfAbsent(group.id(), key -> new ArrayList<>()).add(new Plan.Part(about, decision));
                }
            }
            for (Map.Entry<String, List<Plan.Part>> each : parts.entrySet()) {
                boolean due = each.getValue().stream()
                        .anyMatch(part -> part.decision().verdict() == Verdict.SEND);
                Plan plan = Plan.of(
                        groups.getOrDefault(each.getKey(), Group.alone("")),
                        each.getValue(),
                        situation.book().log());
                if (due && !send(situation, plan, dies)) {
                    return false;
                }
            }
            return true;
        }

        private boolean send(Situation situation, Plan plan, Supplier<Boolean> dies) {
            write(situation, plan, Outcome.SENDING);
            if (dies.get()) {
                hear(plan, part -> part.kind() == Kind.OPENED ? LOST : "");
                if (random.nextBoolean()) {
                    return false;
                }
                write(situation, plan, Outcome.UNANSWERED);
                return true;
            }
            if (keys.putIfAbsent(plan.key(), true) == null) {
                hear(plan, part -> part.kind().wire());
            }
            post(plan);
            if (dies.get()) {
                return false;
            }
            if (dies.get()) {
                write(situation, plan, Outcome.UNANSWERED);
                return true;
            }
            write(situation, plan, Outcome.DELIVERED);
            return !dies.get();
        }

        /** A receiver that edits what it finds, and looks for it where it may be without anybody knowing. */
        private void post(Plan plan) {
            String subject = plan.group().id();
            boolean found = plan.reference().isPresent() || (plan.unsure() && posts.containsKey(subject));
            if (!found) {
                posts.merge(subject, 1, Integer::sum);
            }
        }

        private void hear(Plan plan, Function<Plan.Part, String> what) {
            plan.parts().forEach(part -> heard.computeIfAbsent(part.about().id(), key -> new ArrayList<>())
                    .add(what.apply(part)));
        }

        private void write(Situation situation, Plan plan, Outcome outcome) {
            Optional<String> reference = outcome == Outcome.DELIVERED ? Optional.of("found") : Optional.empty();
            plan.entries(new Notification.Attempt(outcome, "", now, reference, Optional.of(plan.key())))
                    .forEach(entry -> {
                        log.add(entry);
                        situation.book().log().add(entry, 0);
                    });
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostNothingIsToldTwiceAndEverythingIsSettled(int seed) {
        World world = new World(seed);
        for (int life = 0; life < 6; life++) {
            Situation situation = world.start();
            boolean alive = true;
            for (int step = 0; alive && step < 8; step++) {
                world.change();
                world.topic.values().forEach(incident -> situation.book().put(incident, world.now));
                world.now = world.now.plusSeconds(world.random.nextInt(30));
                situation.at(world.now);
                alive = world.round(situation, () -> world.random.nextInt(8) == 0);
            }
        }
        Situation last = world.start();
        for (int i = 0; i < 5; i++) {
            world.now = world.now.plus(Duration.ofHours(1));
            last.at(world.now);
            world.round(last, () -> false);
        }
        assertThat(world.posts.values())
                .as("seed " + seed + ": messages of its own that a subject has: " + world.posts)
                .allMatch(times -> times == 1);
        world.topic.forEach((id, incident) -> judge(seed, incident, world.heard.getOrDefault(id, List.of())));
    }

    private static void judge(int seed, Incident incident, List<String> heard) {
        String history =
                "seed " + seed + ", " + incident.id() + " " + incident.life().state() + ": " + heard;
        if (incident.id().startsWith(SILENCED)) {
            assertThat(heard).as(history).isEmpty();
            return;
        }
        List<String> turns = heard.stream()
                .filter(each -> List.of(BEGAN, OVER, LOST).contains(each))
                .toList();
        for (int i = 1; i < turns.size(); i++) {
            boolean lostTwice = turns.get(i).equals(LOST);
            assertThat(lostTwice ? "" : turns.get(i)).as(history).isNotEqualTo(turns.get(i - 1));
        }
        List<String> known = turns.stream().filter(each -> !each.equals(LOST)).toList();
        for (int i = 1; i < known.size(); i++) {
            assertThat(known.get(i).equals(BEGAN) && known.get(i - 1).equals(BEGAN))
                    .as(history)
                    .isFalse();
        }
        if (incident.isResolved()) {
            assertThat(known.isEmpty() || known.get(known.size() - 1).equals(OVER))
                    .as(history)
                    .isTrue();
        } else {
            assertThat(known).as(history).isNotEmpty();
            assertThat(known.get(known.size() - 1)).as(history).isEqualTo(BEGAN);
        }
    }
}
