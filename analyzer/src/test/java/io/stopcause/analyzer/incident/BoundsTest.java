package io.stopcause.analyzer.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Answer;
import io.stopcause.model.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept is bounded, and the same in any order of arrival. */
class BoundsTest {

    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");

    private static List<String> kept(List<Newest.Told<String>> all) {
        Newest<String> newest = new Newest<>(3);
        all.forEach(told -> newest.add(told, (a, b) -> a.compareTo(b) < 0 ? b : a));
        return all.stream()
                .map(Newest.Told::name)
                .distinct()
                .sorted()
                .flatMap(name -> newest.find(name).stream())
                .map(Newest.Told::toString)
                .toList();
    }

    @Test
    void theNewestStayInAnyOrder() {
        List<Newest.Told<String>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(new Newest.Told<>("name" + i, START.plusSeconds(i / 2), "v"));
            all.add(new Newest.Told<>("name" + i, START.minusSeconds(i), "v"));
        }
        List<String> expected = kept(all);
        assertThat(expected).hasSize(3).last().asString().contains("name7");

        for (long seed = 0; seed < 50; seed++) {
            Collections.shuffle(all, new Random(seed));
            assertThat(kept(all)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void whatHasToGoIsNamed() {
        Newest<String> newest = new Newest<>(1);

        assertThat(newest.add(new Newest.Told<>("a", START, "1"), String::concat))
                .isEmpty();
        assertThat(newest.add(new Newest.Told<>("a", START, "2"), String::concat))
                .isEmpty();
        assertThat(newest.find("a").map(Newest.Told::value)).contains("12");
        assertThat(newest.add(new Newest.Told<>("b", START.plusSeconds(1), "1"), String::concat))
                .contains("a");
        assertThat(newest.add(new Newest.Told<>("c", START, "1"), String::concat))
                .contains("c");
        assertThat(newest.find("c")).isEmpty();
    }

    @Test
    void theBackgroundForgetsInstancesAndSaysWhich() {
        Background background = new Background();
        for (int i = 0; i <= Background.INSTANCES; i++) {
            background.add(new Fact.Instance("arn-" + i, "linux/arm64", START.plusSeconds(i)));
        }

        assertThat(background.forgotten()).containsExactly("instance arn-0");
        assertThat(background.forgotten()).isEmpty();
        assertThat(background.values(life("arn-0"))).isEmpty();
        assertThat(background.values(life("arn-1"))).containsEntry("taskPlatform", "linux/arm64");
    }

    private static Fact.TaskLife life(String instance) {
        return new Fact.TaskLife(
                Optional.empty(),
                Optional.of(instance),
                new Fact.Lifespan(START, Optional.empty(), Optional.empty()),
                true,
                "",
                Map.of(),
                Map.of());
    }

    @Test
    void aScopeKeepsTheNewestAnswersInAnyOrder() {
        List<Answer> answers = new ArrayList<>(IntStream.rangeClosed(0, ScopeFacts.MOST + 20)
                .mapToObj(i -> new Answer(
                        new Question("scope", "image-exists", Map.of("image", "i" + i)),
                        Answer.Outcome.YES,
                        Map.of(),
                        "",
                        START.plusSeconds(i / 3)))
                .toList());
        ScopeState inOrder = all(answers);
        Collections.shuffle(answers, new Random(4));

        assertThat(inOrder.answers()).hasSize(ScopeFacts.MOST);
        assertThat(all(answers)).isEqualTo(inOrder);
    }

    private static ScopeState all(List<Answer> answers) {
        ScopeFacts facts = new ScopeFacts(Optional.empty());
        answers.forEach(facts::add);
        return facts.state();
    }
}
