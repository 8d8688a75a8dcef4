package io.stopcause.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void terminalEscapesAndReversedWritingAreTakenOut() {
        assertThat(SafeText.line(
                        "\u001B[31mred\u001B[0m \u001B]8;;http://x\u0007link\u001B]8;;\u001B\\ \u202Etxt\u0000\u0085"))
                .isEqualTo("red link txt");
        assertThat(SafeText.plain("a\r\nb\rc\td")).isEqualTo("a\nb\nc\td");
    }

    @Test
    void aLineIsOneLine() {
        assertThat(SafeText.line("  a\r\nBcc: x\n\n  b ")).isEqualTo("a Bcc: x b");
    }

    @Test
    void secretsDoNotPass() {
        assertThat(SafeText.line("DB_PASSWORD=hunter2")).isEqualTo("DB_PASSWORD=[redacted]");
    }

    @Test
    void anyTextIsCutBetweenCharactersAndComesOutWhole() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append((char) random.nextInt(0x10000));
                text.appendCodePoint(0x1F600 + random.nextInt(40));
            }
            int limit = 1 + random.nextInt(40);

            String cut = SafeText.cut(SafeText.plain(text.toString()), limit);

            assertThat(cut.length()).as("seed %d", seed).isLessThanOrEqualTo(limit);
            assertThat(cut.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }
}
