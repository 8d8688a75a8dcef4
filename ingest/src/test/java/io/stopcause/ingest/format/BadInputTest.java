package io.stopcause.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Accounting.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    private static final String GOOD =
            "{\"id\":\"good\",\"detail-type\":\"X\",\"time\":\"2026-03-01T10:00:00Z\",\"detail\":{}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"x\",\"detail-type\":\"ECS Task St",
                "{\"id\":\"x\",\"detail-type\":\"X\",",
                "{\"tasks\":[{\"taskArn\":\"a\"",
                "{\"id\":\"x\",\"detail-type\":\"X\",\"detail\":{\"a\":nope}}",
            })
    void halfADocumentIsDeadWithItsPlaceAndTheNextIsRead(String half) {
        Read read = Read.of(GOOD.replace("good", "before") + "\n" + half + "\n" + GOOD + "\n");

        assertThat(read.kept().dead).singleElement().satisfies(letter -> {
            assertThat(letter.place()).isEqualTo("in.log:2");
            assertThat(letter.reason()).startsWith("broken JSON: ");
            assertThat(letter.content()).startsWith(half);
        });
        assertThat(read.kept().events).isNotEmpty();
    }

    @Test
    void halfAPrettyPrintedDocumentIsDeadAndSoAreItsOtherLines() {
        Read read = Read.of(
                "{\n  \"tasks\": [\n    {\n      \"taskArn\": oops,\n      \"stoppedReason\": \"OutOfMemoryError\"\n    }\n  ]\n}\n"
                        + GOOD + "\n");

        assertThat(read.kept().dead).singleElement().satisfies(letter -> assertThat(letter.place())
                .isEqualTo("in.log:1"));
        assertThat(read.kept().lines()).isEmpty();
        assertThat(read.kept().events).hasSize(1);
    }

    @Test
    void aBrokenLineOfAnApplicationIsStillALine() {
        Read read = Read.of("{\"level\":\"error\",\"msg\":\"exec format err\n{\"level\":\"error\"} trailing\n");

        assertThat(read.kept().messages())
                .containsExactly("{\"level\":\"error\",\"msg\":\"exec format err", "{\"level\":\"error\"} trailing");
        assertThat(read.kept().dead).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreSaidAndRead() {
        byte[] bytes = "ok\nbad \u00ff\nnul \0 here\r\n\u001b[31mred\u001b[0m\n".getBytes(StandardCharsets.ISO_8859_1);

        Read read = Read.of(new ByteArrayInputStream(bytes));

        assertThat(read.kept().messages()).containsExactly("ok", "bad \uFFFD", "nul \0 here", "\u001b[31mred\u001b[0m");
        assertThat(read.accounting().repairs())
                .containsExactly(
                        "in.log:2: holds bytes that are no UTF-8; they were replaced by U+FFFD",
                        "in.log:3: holds NUL bytes");
    }

    @Test
    void aLineOfFiveMegabytesIsReadAsFarAsALogEventGoes() {
        Read read = Read.of("x".repeat(5_000_000) + "\nafter\n");

        assertThat(read.kept().lines()).hasSize(2);
        assertThat(read.kept().messages().get(0)).hasSize(1 << 20);
        assertThat(read.kept().messages().get(1)).isEqualTo("after");
        assertThat(read.kept().dead).singleElement().satisfies(letter -> {
            assertThat(letter.place()).isEqualTo("in.log:1");
            assertThat(letter.reason()).startsWith("line of 5000000 bytes");
        });
    }

    @Test
    void aLineThatIsJustAsLongAsALogEventMayBeIsReadWhole() {
        Read read = Read.of("x".repeat(1 << 20) + "\nafter\n");

        assertThat(read.kept().messages()).extracting(String::length).containsExactly(1 << 20, 5);
        assertThat(read.kept().dead).isEmpty();
    }

    @Test
    void aDocumentOfFiveMegabytesOnOneLineIsReadWhole() {
        String event = GOOD.replace("\"detail\":{}", "\"detail\":{\"pad\":\"" + "x".repeat(1000) + "\"}");
        StringBuilder array = new StringBuilder("[");
        for (int i = 0; i < 5000; i++) {
            array.append(i == 0 ? "" : ",").append(event.replace("good", "e" + i));
        }

        Read read = Read.of(array.append("]\nafter\n").toString());

        assertThat(read.kept().events).hasSize(5000);
        assertThat(read.kept().messages()).containsExactly("after");
    }

    @Test
    void aStreamThatBreaksOffSaysSoAndWhatCameBeforeCounts() {
        InputStream breaking = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };

        Read read = Read.of(new SequenceInputStream(
                new ByteArrayInputStream("one\ntwo".getBytes(StandardCharsets.UTF_8)), breaking));

        assertThat(read.kept().messages()).containsExactly("one", "two");
        assertThat(read.kept().dead).singleElement().satisfies(letter -> {
            assertThat(letter.place()).isEqualTo("in.log:2");
            assertThat(letter.reason()).isEqualTo("breaks off: disk on fire");
        });
    }

    @Test
    void deepNestingIsDeadAndNotAStackOverflow() {
        Read read = Read.of("{\"events\":" + "[".repeat(100_000) + "\n" + GOOD + "\n");

        assertThat(read.accounting().count(Kind.DEAD)).isEqualTo(1);
    }

    @Test
    void payloadsWithoutEndAreStopped() {
        String content = GOOD;
        for (int i = 0; i < 10; i++) {
            content = Read.base64(Read.gzip(content));
        }

        Read read = Read.of(content);

        assertThat(read.kept().dead).singleElement().satisfies(letter -> assertThat(letter.reason())
                .contains("payload within payload"));
    }

    /** Whatever the bytes, reading ends without an exception, and the outcomes sum up (or the accounting would throw). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anythingIsReadOrSaid(int seed) {
        Random random = new Random(seed);
        String[] pieces = {
            GOOD,
            "{",
            "}",
            "[",
            "]",
            "\n",
            "\"",
            ",",
            "\\",
            "text",
            "{\"tasks\":[",
            "\u0000",
            "\u00e9",
            "H4sIAAAA",
            ":",
            "\r\n",
            "2026-03-01T10:00:00Z ",
            "{\"Records\":[{\"body\":\"[\",\"messageId\":\"1\"}]}",
            "1e999999999",
            "null"
        };
        for (int round = 0; round < 500; round++) {
            StringBuilder content = new StringBuilder();
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                content.append(pieces[random.nextInt(pieces.length)]);
            }
            Read read = Read.of(content.toString());
            if (!content.toString().isBlank()) {
                assertThat(read.accounting().count(Kind.READ))
                        .as("seed %d, round %d: %s", seed, round, content)
                        .isPositive();
            }
        }
    }
}
