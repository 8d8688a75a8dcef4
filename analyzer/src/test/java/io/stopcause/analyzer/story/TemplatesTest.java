package io.stopcause.analyzer.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

    private static LogLine line(String text) {
        return new LogLine("", Instant.EPOCH, text);
    }

    @ParameterizedTest
    @CsvSource({
        "order 17 took 20 ms, order 4711 took 3 ms, true",
        "id 0a1b2c3d-aaaa-4bbb-8ccc-0123456789ab done, id 9f8e7d6c-bbbb-4ccc-9ddd-ba9876543210 done, false",
        "GET from 10.0.1.9:80, GET from 192.168.12.1:8080, true",
        "token deadbeef used, token feedface used, true",
        "user added, user removed, false",
        "job failed, job Failed, false"
    })
    void numbersIdsAndAddressesAreMasked(String one, String other, boolean same) {
        assertThat(Templates.hash(one) == Templates.hash(other)).isEqualTo(same);
    }

    @Test
    void theUnionIsTheSameInAnyOrderAndBounded() {
        List<LogLine> lines = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> line("word" + "x".repeat(i % 150) + (char) ('a' + i % 26) + " end"))
                .toList());
        Templates expected = Templates.NONE.plus(lines);
        for (long seed = 0; seed < 10; seed++) {
            Collections.shuffle(lines, new Random(seed));
            Templates one = Templates.NONE;
            for (LogLine line : lines) {
                one = one.plus(List.of(line));
            }
            assertThat(one).as("seed %d", seed).isEqualTo(expected);
        }
        assertThat(expected.hashes()).hasSize(Templates.MOST);
    }

    @Test
    void ofWhatAFullSetCannotKnowNothingIsSaid() {
        Templates few = Templates.NONE.plus(List.of(line("listening on 80")));
        List<LogLine> many = IntStream.range(0, 60_000)
                .mapToObj(i -> line(Integer.toString(i, 36).replaceAll("\\d", "k") + " kind"))
                .toList();
        Templates full = Templates.NONE.plus(many);

        assertThat(Templates.isUnusual("listening on 8080", List.of(few))).isFalse();
        assertThat(Templates.isUnusual("panic in module a", List.of(few))).isTrue();
        assertThat(Templates.isUnusual("panic in module a", List.of())).isFalse();
        assertThat(many).noneMatch(line -> Templates.isUnusual(line.message(), List.of(full)));
    }
}
