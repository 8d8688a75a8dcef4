package io.stopcause.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "x86_64 of nginx-1 (old) ~ x86_64 of nginx-1 (old)",
                "[x](javascript:alert(1)) ~ \\[x\\](javascript:alert(1))",
                "<!channel> @here ~ \\<!channel\\> \\@here",
                "a | b ~ a \\| b",
                "- item ~ \\- item",
                "12. item ~ 12\\. item",
                "__bold__ ~ \\_\\_bold\\_\\_",
                "see https://evil.example/x ~ see https\\://evil.example/x"
            })
    void plainTextStaysText(String text, String markdown) {
        assertThat(MarkdownText.plain(text)).isEqualTo(markdown);
    }

    @Test
    void lineBreaksDoNotLeaveTheLine() {
        assertThat(MarkdownText.plain("a\n\n# b")).isEqualTo("a \\# b");
        assertThat(MarkdownText.code("a\n`b`")).isEqualTo("`` a `b` ``");
    }

    @Test
    void aFenceIsLongerThanWhatItHolds() {
        assertThat(MarkdownText.block("js<x>", "", "````")).isEqualTo("`````jsx\n````\n`````\n");
    }
}
