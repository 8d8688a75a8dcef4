package io.stopcause.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void whatActsIsShownInstead() {
        assertThat(VisibleText.of("a\u001b[2Jb\u0000\u202ec\u0085")).isEqualTo("a␛[2Jb␀[U+202E]c[U+0085]");
        assertThat(VisibleText.of("50%\rdone\r\nnext")).isEqualTo("50%␍done\nnext");
    }

    @Test
    void ordinaryTextOfAnyScriptIsLeftAlone() {
        String text = "שגיאה 🏳️‍🌈 naïve\tx\n";

        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void halfACharacterIsReplacedSoThatTheFileCanBeWritten() {
        assertThat(VisibleText.of("a\uD800b🧨\uDC00")).isEqualTo("a\uFFFDb🧨\uFFFD");
        assertThat(VisibleText.encodable("\uD800🧨\u001b")).isEqualTo("\uFFFD🧨\u001b");
    }
}
