package io.stopcause.analyzer.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WideningTest {

    @Test
    void dropsAnchorsAndTheLongestWord() {
        assertThat(Widening.of("^exec format error$").keySet())
                .containsExactlyInAnyOrder("exec format error$", "^exec format error", "^exec \\w+ error$");
    }

    @Test
    void dropsWordBoundariesAtTheEnds() {
        assertThat(Widening.of("\\bpanic\\b").keySet()).containsExactlyInAnyOrder("panic\\b", "\\bpanic", "\\b\\w+\\b");
        assertThat(Widening.of("costs 5\\$")).doesNotContainKey("costs 5\\");
    }

    @Test
    void leavesAloneWhatMayBeMissing() {
        assertThat(Widening.of("no (?:responding )?host").keySet()).containsExactly("no (?:responding )?\\w+");
        assertThat(Widening.of("(?:responding )*host").keySet()).containsExactly("(?:responding )*\\w+");
        assertThat(Widening.of("ending(?:s|) here").keySet()).containsExactly("\\w+(?:s|) here");
        assertThat(Widening.of("an errors? here").keySet()).containsExactly("an \\w+s? here");
    }

    @Test
    void touchesNoClassNoEscapeAndNoName() {
        assertThat(Widening.of("[abcdefgh]+ \\pL (?P<something>\\w+) end").keySet())
                .containsExactly("[abcdefgh]+ \\pL (?P<something>\\w+) \\w+");
        assertThat(Widening.of("\\d+ ok")).isEmpty();
    }
}
