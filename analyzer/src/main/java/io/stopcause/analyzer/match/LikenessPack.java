package io.stopcause.analyzer.match;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.analyzer.rule.Causes;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.RuleTest;
import io.stopcause.analyzer.rule.RuleTest.Kind;
import io.stopcause.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How much each word speaks for each cause, counted by the build over the positive tests of the rules that come with
 * stopcause, their titles, and what the causes mean.
 *
 * @param causes ordered by id; normal ends and what is unknown are none of them
 * @param weights by word or pair of words: the place of a cause in the list, then its weight in hundredths, and so on
 */
record LikenessPack(
        @JsonProperty(required = true) List<String> causes,
        @JsonProperty(required = true) Map<String, int[]> weights) {

    private static final String NAME = "likeness.json";

    /** What two words say together, each of them has said already. */
    private static final double PAIR = 0.5;

    /** A pair of words of a single test is chance. */
    private static final int TESTS_OF_A_PAIR = 2;

    /** That of this build; an empty one where Maven has not built it. */
    static LikenessPack shipped() {
        try (InputStream in = LikenessPack.class.getResourceAsStream("/" + NAME)) {
            return in == null
                    ? new LikenessPack(List.of(), Map.of())
                    : Json.mapper().readValue(in, LikenessPack.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rare words say more than common ones, those that a cause repeats more than others, and no cause more for having many. */
    static LikenessPack of(RuleSet rules) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        Map<String, Integer> tests = new HashMap<>();
        rules.rules().stream().filter(LikenessPack::tellsACause).forEach(rule -> {
            Map<String, Integer> own = counts.computeIfAbsent(rule.cause(), cause -> new TreeMap<>());
            texts(rule).forEach(text -> Likeness.words(text).forEach(word -> {
                own.merge(word, 1, Integer::sum);
                tests.merge(word, 1, Integer::sum);
            }));
            Likeness.words(rule.title()).forEach(word -> own.merge(word, 1, Integer::sum));
        });
        counts.forEach((cause, own) ->
                Likeness.words(Causes.of(cause).means()).forEach(word -> own.merge(word, 1, Integer::sum)));
        return new LikenessPack(List.copyOf(counts.keySet()), weights(counts, tests));
    }

    private static boolean tellsACause(Rule rule) {
        return !rule.isNormal()
                && !Causes.isBlindSpot(rule.cause())
                && !rule.cause().equals("unknown");
    }

    private static Stream<String> texts(Rule rule) {
        return rule.tests().stream()
                .filter(test -> test.kind() == Kind.POSITIVE)
                .filter(test -> test.expect().filter(rule.cause()::equals).isPresent())
                .map(RuleTest::text)
                .flatMap(Optional::stream);
    }

    private static Map<String, int[]> weights(Map<String, Map<String, Integer>> counts, Map<String, Integer> tests) {
        Map<String, Integer> spread = new HashMap<>();
        counts.values().forEach(own -> own.keySet().forEach(word -> spread.merge(word, 1, Integer::sum)));
        Map<String, List<Integer>> weights = new TreeMap<>();
        int place = 0;
        for (Map<String, Integer> own : counts.values()) {
            Map<String, Double> says = new TreeMap<>();
            own.forEach((word, count) -> says.put(word, (1 + Math.log(count)) * rare(word, spread, counts.size())));
            double length = Math.sqrt(Math.sqrt(
                    says.values().stream().mapToDouble(each -> each * each).sum()));
            for (String word : new TreeSet<>(own.keySet())) {
                if (!Likeness.isPair(word) || tests.getOrDefault(word, 0) >= TESTS_OF_A_PAIR) {
                    double weight = 100 * rare(word, spread, counts.size()) * says.getOrDefault(word, 0.0) / length;
                    weights.computeIfAbsent(word, each -> new ArrayList<>())
                            .addAll(List.of(place, (int) Math.round(weight)));
                }
            }
            place++;
        }
        Map<String, int[]> packed = new TreeMap<>();
        weights.forEach((word, each) ->
                packed.put(word, each.stream().mapToInt(Integer::intValue).toArray()));
        return packed;
    }

    private static double rare(String word, Map<String, Integer> spread, int causes) {
        return Math.log(1 + (double) causes / spread.getOrDefault(word, 1)) * (Likeness.isPair(word) ? PAIR : 1);
    }

    /**
     * Packs the words of a build's rules.
     *
     * @param arguments the directory of its classes, which holds the rules and gets the pack
     */
    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[0], NAME), Json.writeBytes(of(RuleSet.shippedWithTests())));
    }
}
