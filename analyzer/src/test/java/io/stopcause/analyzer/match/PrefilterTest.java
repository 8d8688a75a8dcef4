package io.stopcause.analyzer.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.stopcause.analyzer.rule.RuleSet;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefilterTest {

    private static final List<String> WORDS = List.of(
            "exec",
            "format",
            "error",
            "timeout",
            "connection",
            "refused",
            "denied",
            "a",
            "of",
            "memory",
            " ",
            "no such file");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "exec format error; exec format error",
                "cannot (?:pull|start)container; cannot pullcontainer,cannot startcontainer",
                "(?P<x>\\d+) times? retried; ' time retried, times retried'",
                "conn[a-z]+ refused; ' refused' & conn",
                "timeout|refused; timeout | refused",
                "no route(?: at all)? to host; no route at all to host,no route to host",
                "\\bkilled\\b.{0,9}process; process & killed",
                "exit(?:ed|s)? \\d+; 'exit ,exited ,exits '",
                "(?i)Out of Memory; out of memory",
                "x{2}abcdefg; abcdefg",
                "成功|échec; 成功 | échec",
            })
    void theLiteralsAreThoseThatEveryMatchHolds(String expression, String literals) {
        assertThat(Literals.required(expression, Literals.LEAST).stream()
                        .map(branch -> branch.stream()
                                .map(set -> String.join(",", set.literals()))
                                .collect(Collectors.joining(" & ")))
                        .collect(Collectors.joining(" | ")))
                .isEqualTo(literals.replace("'", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?b?c?", "timeout|no", "[a-z]{8}", ".*", "\\Qlong literal\\E", "(?:abcdefgh)*", "\\d+ m"})
    void whatHasNoLiteralIsAlwaysTried(String expression) {
        assertThat(new Prefilter(List.of(expression)).candidates("").get(0)).isTrue();
    }

    @Test
    void aTextNeedsAMemberOfEachSetOfABranch() {
        Prefilter prefilter = new Prefilter(List.of("status[ =]+(?:502|503)\\b|gateway.{0,9}lost"));
        assertThat(prefilter.candidates("status=200").isEmpty()).isTrue();
        assertThat(prefilter.candidates("gateway found").isEmpty()).isTrue();
        assertThat(prefilter.candidates("STATUS=503").get(0)).isTrue();
        assertThat(prefilter.candidates("the gateway was lost").get(0)).isTrue();
    }

    @Test
    void noMatchIsEverMissed() {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            String expression = expression(random, 3);
            String text = text(random);
            boolean matches = Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                    .matcher(text)
                    .find();
            Prefilter prefilter = new Prefilter(List.of(expression));
            BitSet candidates = prefilter.candidates(text);

            if (matches) {
                assertThat(candidates.get(0))
                        .as("seed %d: '%s' matches '%s'", seed, expression, text)
                        .isTrue();
            }
            assertThat(afterMany(prefilter, text))
                    .as("seed %d: '%s' with tables in '%s'", seed, expression, text)
                    .isEqualTo(candidates);
        }
    }

    private static BitSet afterMany(Prefilter prefilter, String text) {
        for (int i = 0; i < Prefilter.FEW; i++) {
            prefilter.candidates("");
        }
        return prefilter.candidates(text);
    }

    @Test
    void theLiteralsOfTheBuildAreThoseOfItsExpressions() {
        RuleSet.shipped().rules().stream()
                .flatMap(rule -> rule.match().stream())
                .flatMap(match -> match.text().stream())
                .forEach(expression -> assertThat(LiteralPack.required(expression))
                        .as(expression)
                        .isEqualTo(Literals.required(expression, Literals.LEAST)));
    }

    private static String expression(Random random, int depth) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            out.append(
                    switch (depth == 0 ? 0 : random.nextInt(8)) {
                        case 1 -> "(?:" + expression(random, depth - 1) + "|" + expression(random, depth - 1) + ")";
                        case 2 -> "(?:" + expression(random, depth - 1) + ")?";
                        case 3 ->
                            "(?P<g" + depth + "x" + random.nextInt(9999) + ">" + expression(random, depth - 1) + ")+";
                        case 4 -> word + ".{0,5}";
                        case 5 -> "[" + word.charAt(0) + "x]";
                        case 6 -> "\\b" + word + "s?";
                        default -> word;
                    });
        }
        return out.toString();
    }

    private static String text(Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < random.nextInt(12); i++) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            out.append(random.nextInt(3) == 0 ? word.toUpperCase(java.util.Locale.ROOT) : word);
        }
        return out.toString();
    }
}
