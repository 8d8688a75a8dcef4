package io.stopcause.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrictYamlTest {

    private record Leaf(Optional<String> name, Optional<Integer> count, Optional<Duration> pause) {}

    private record Tree(
            Optional<Leaf> first,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<Leaf> leaves) {}

    @Test
    void readsWhatIsRight() {
        Tree tree = read("first:\n  name: a\n  pause: PT5S\nleaves:\n- count: 3\n");
        assertThat(tree.first().flatMap(Leaf::pause)).contains(Duration.ofSeconds(5));
        assertThat(tree.leaves().get(0).count()).contains(3);
    }

    @Test
    void anEmptyFileSaysNothing() {
        assertThat(read("").leaves()).isEmpty();
        assertThat(read("# only words\n").leaves()).isEmpty();
    }

    @Test
    void reportsAllProblemsTogetherWithTheirLines() {
        assertThatThrownBy(() -> read("""
                        first:
                          nmae: a
                          count: many
                        leaves:
                        - pause: 5 minutes
                        - name: b
                          name: c
                        leavs: []
                        """)).isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems())
                .hasSize(5)
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("x.yaml:2: first.nmae: unknown name 'nmae'; did you mean 'name'?"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("x.yaml:3: first.count:").contains("many"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("x.yaml:5: leaves[0].pause: '5 minutes' is no length of time;"
                                + " write it like PT10S, PT5M or P90D"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("x.yaml:6: leaves[1].name: stands twice, on line 6 and on line 7"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("x.yaml:8: leavs: unknown name 'leavs'; did you mean 'leaves'?")));
    }

    private record Person(String name, Optional<Integer> age) {}

    private record Team(@JsonSetter(nulls = Nulls.AS_EMPTY) List<Person> people, Optional<String> motto) {}

    @Test
    void tellsPlacesAsTheyStandInTheFile() {
        assertThatThrownBy(() -> StrictYaml.read("x.yaml", """
                        people:
                        - age: old
                        - nme: b
                        - name: c
                          age: young
                        mottto: x
                        """, Team.class, team -> List.of()))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems())
                        .anySatisfy(problem -> assertThat(problem).startsWith("x.yaml:2: people[0].age:"))
                        .contains("x.yaml:2: people[0].name: is missing")
                        .contains("x.yaml:3: people[1].name: is missing; is it meant by 'nme'?")
                        .anySatisfy(problem -> assertThat(problem).startsWith("x.yaml:5: people[2].age:"))
                        .contains("x.yaml:6: mottto: unknown name 'mottto'; did you mean 'motto'?")
                        .hasSize(5));
    }

    @Test
    void saysWhereATextIsNoYaml() {
        assertThatThrownBy(() -> read("first:\n  name: [a\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("x.yaml:3: no YAML");
        assertThatThrownBy(() -> read("just words"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("x.yaml:1: ");
    }

    @Test
    void asksWhatOnlyTheWholeCanTell() {
        assertThatThrownBy(() -> StrictYaml.read(
                        "x.yaml",
                        "first:\n  name: a\nleaves: []\n",
                        Tree.class,
                        tree -> List.of(new Problem("first.name.other", "is wrong"))))
                .hasMessageContaining("x.yaml:2: first.name.other: is wrong");
    }

    @Test
    void aWrongNameHidesNothingButWhatMayComeOfIt() {
        assertThatThrownBy(() -> StrictYaml.read(
                        "x.yaml",
                        "first:\n  nmae: a\nleaves:\n- name: b\n",
                        Tree.class,
                        tree -> List.of(
                                new Problem("first.name", "is missing"), new Problem("leaves[0].name", "is wrong"))))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems())
                        .containsExactly(
                                "x.yaml:2: first.nmae: unknown name 'nmae'; did you mean 'name'?",
                                "x.yaml:4: leaves[0].name: is wrong"));
        assertThatThrownBy(() -> StrictYaml.read(
                        "x.yaml",
                        "people:\n- nme: a\n- name: b\nmottto: x\n",
                        Team.class,
                        team -> List.of(new Problem("people[0].name", "is wrong"), new Problem("motto", "is missing"))))
                .as("an item that is gone may have been what others need, and moves them")
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems()).hasSize(2).noneMatch(problem -> problem.contains("is wrong")));
    }

    private static Tree read(String yaml) {
        return StrictYaml.read("x.yaml", yaml, Tree.class, tree -> List.of());
    }
}
