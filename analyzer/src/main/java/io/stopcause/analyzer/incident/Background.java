package io.stopcause.analyzer.incident;

import io.stopcause.model.Answer;
import io.stopcause.model.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What every scope may need to know: task definitions by revision, platforms of container instances by ARN. */
public final class Background {

    /** What fails of one thing fails at about one time; asked later, the thing may be another. */
    private static final Duration TOGETHER = Duration.ofHours(1);

    private static final int ANSWERS = 5_000;

    private static final Comparator<Answer> NEWER = Comparator.comparing(Answer::time)
            .thenComparing(answer -> answer.question().id())
            .thenComparing(Answer::explanation)
            .thenComparing(Answer::outcome);

    private final NavigableMap<String, Answer> answers = new TreeMap<>();
    private final NavigableMap<String, TaskDefinition> definitions = new TreeMap<>();
    private final NavigableMap<String, String> platforms = new TreeMap<>();

    /** A revision never changes; of two that differ all the same, the one that tells more stands in any order. */
    void add(Fact.Definition fact) {
        definitions.merge(fact.definition().revision(), fact.definition(), Background::fuller);
    }

    void add(Fact.Instance fact) {
        platforms.merge(fact.arn(), fact.platform(), Background::fuller);
    }

    private static <T> T fuller(T one, T other) {
        String first = Json.write(one);
        String second = Json.write(other);
        return Comparator.comparingInt(String::length)
                                .thenComparing(Comparator.<String>naturalOrder())
                                .compare(first, second)
                        < 0
                ? other
                : one;
    }

    /** Of many answers, the newest {@value #ANSWERS} are enough to compare with. */
    void add(Answer answer) {
        answers.merge(answer.question().id(), answer, (a, b) -> NEWER.compare(a, b) < 0 ? b : a);
        if (answers.size() > ANSWERS) {
            answers.values().remove(Collections.min(answers.values(), NEWER));
        }
    }

    /** Scopes that asked the same at about the same time and were told the same, the earliest first. */
    List<Answer> alike(Answer own) {
        return answers.values().stream()
                .filter(each -> each.question().check().equals(own.question().check())
                        && each.question().about().equals(own.question().about())
                        && !each.question().scope().equals(own.question().scope())
                        && each.outcome() == own.outcome()
                        && Failures.distance(each.time(), own.time()).compareTo(TOGETHER) <= 0)
                .sorted(NEWER)
                .toList();
    }

    /** What is kept of a fact that all scopes may need. */
    public Fact kept(Fact fact) {
        if (fact instanceof Fact.Definition definition) {
            return new Fact.Definition(
                    definitions.getOrDefault(definition.definition().revision(), definition.definition()));
        }
        if (fact instanceof Fact.AnsweredSomewhere answered) {
            return new Fact.AnsweredSomewhere(
                    answers.getOrDefault(answered.answer().question().id(), answered.answer()));
        }
        return fact instanceof Fact.Instance instance
                ? new Fact.Instance(instance.arn(), platforms.getOrDefault(instance.arn(), instance.platform()))
                : fact;
    }

    Optional<TaskDefinition> definition(Fact.TaskLife life) {
        return life.revision().map(definitions::get);
    }

    /** Values for remediation texts that the task's own events do not hold. */
    Map<String, String> values(Fact.TaskLife life) {
        Map<String, String> values = new TreeMap<>();
        life.instance().map(platforms::get).ifPresent(platform -> values.put("taskPlatform", platform));
        definition(life).ifPresent(definition -> values.putAll(definition.values()));
        return values;
    }
}
