package io.stopcause.analyzer.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.model.Surface;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ByteScreenTest {

    private static final List<String> PIECES = List.of(
            " ",
            "  ",
            "\t",
            " \t ",
            "a",
            "of",
            "exec",
            "format",
            "error",
            "connection",
            "refused",
            "memory",
            "${",
            "é",
            "\u2019",
            "\u00a0",
            "\u212a",
            "no such file",
            "out",
            "[",
            "1");

    private static final Judge JUDGE = new Judge(RuleSet.shippedWithTests());

    @Test
    void everyLineOfTheShippedRulesTestsThatMattersIsSuspect() {
        ByteScreen screen = JUDGE.screen(List.of()).orElseThrow();
        List<String> missed = QuietLinesTest.lines(JUDGE)
                .flatMap(String::lines)
                .filter(line -> !JUDGE.isQuiet(Surface.APP_LOG, line))
                .filter(line -> !isSuspect(screen, line))
                .toList();
        assertThat(missed).isEmpty();
    }

    @Test
    void ordinaryLinesAreNot() {
        ByteScreen screen = JUDGE.screen(List.of("when calling the ")).orElseThrow();
        assertThat(isSuspect(screen, "2026-03-03T18:00:00.120Z  INFO  [http-7] GET /api/v1/items/17 200 12 ms"))
                .isFalse();
        assertThat(isSuspect(screen, "x\t17\tblue\r")).isFalse();
        assertThat(isSuspect(screen, "An error occurred When Calling the\tPutItem operation"))
                .isTrue();
        assertThat(isSuspect(screen, "An error occurred when calling  the PutItem operation"))
                .isTrue();
        assertThat(isSuspect(screen, "C:\\temp")).isTrue();
        assertThat(isSuspect(screen, "Größe")).isTrue();
    }

    @Test
    void noMatchOfAnyExpressionIsEverMissed() {
        int matches = 0;
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            String expression = join(random, 1 + random.nextInt(4)).replaceAll("[\\[\\]${\t]", "x");
            List<List<LiteralSet>> branches = Literals.required(expression, Literals.LEAST);
            String middle = random.nextBoolean() ? expression : join(random, 3);
            String line = join(random, random.nextInt(3)) + middle + join(random, random.nextInt(3));
            String text = random.nextBoolean() ? line : line.toUpperCase(Locale.ROOT);
            Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            boolean found = Stream.of(Texts.line(text), Texts.message(text))
                    .anyMatch(each -> pattern.matcher(each).find());
            if (found && !branches.isEmpty()) {
                matches++;
                assertThat(isSuspect(screen(branches), text))
                        .as("seed %d: '%s' matches '%s'", seed, expression, text)
                        .isTrue();
            }
        }
        assertThat(matches).isGreaterThan(200);
    }

    @Test
    void placesAreAscendingAndEachStandsInALineOfNote() {
        ByteScreen screen = JUDGE.screen(List.of()).orElseThrow();
        byte[] text = "all is well\nexec /start: exec format error\n\nfine\npermission  denied\nGrüße, größer\n"
                .getBytes(StandardCharsets.UTF_8);
        int[] places = screen.suspects(text, 0, text.length);
        Set<Integer> lines = new TreeSet<>();
        for (int place : places) {
            String before = new String(text, 0, place, StandardCharsets.ISO_8859_1);
            lines.add(before.split("\n", -1).length - 1);
        }
        assertThat(places).isSorted();
        assertThat(lines).containsExactly(1, 4, 5);
    }

    private static ByteScreen screen(List<List<LiteralSet>> branches) {
        return new ByteScreen(JUDGE, branches);
    }

    private static boolean isSuspect(ByteScreen screen, String line) {
        byte[] text = ("started\n" + line + "\n").getBytes(StandardCharsets.UTF_8);
        return screen.suspects(text, 0, text.length).length > 0;
    }

    private static String join(Random random, int pieces) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < pieces; i++) {
            joined.add(PIECES.get(random.nextInt(PIECES.size())));
        }
        return String.join("", joined);
    }
}
