package io.stopcause.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.ingest.Kept;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReadingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final Kept kept = new Kept();

    private Accounting read(Path... paths) {
        return FileReading.read(List.of(paths), InputStream.nullInputStream(), kept, CLOCK);
    }

    /** The two hashes are those of {@code printf a | sha256sum}, and of {@code printf b | sha256sum}, on lines, sorted. */
    @Test
    void theHashOfAnInputIsThatOfItsFilesInAnyOrder() throws IOException {
        Path a = Files.writeString(directory.resolve("a.log"), "a");
        Path b = Files.writeString(directory.resolve("b.log"), "b");
        Path torn = Files.write(directory.resolve("torn.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

        assertThat(hash(a, b))
                .isEqualTo(hash(b, a))
                .isEqualTo("e31b611bfa25cad7df113c6721feec788606f694069ced6d3d3f738a89d14e2a");
        assertThat(hash(a, b, torn)).isNotEqualTo(hash(a, b));
        assertThat(read(a, b).hash()).isEmpty();
    }

    private String hash(Path... paths) {
        return FileReading.read(List.of(paths), InputStream.nullInputStream(), kept, CLOCK, true)
                .hash()
                .orElseThrow();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    private static String raw(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void filesInAZipAreReadAsIfTheyLayThere() throws IOException {
        byte[] packed = zip(
                "logs/a.log",
                "first\n",
                "logs/b.gz",
                raw(gzip("second\n")),
                "logs/README.md",
                "exec format error\n",
                "inner.zip",
                raw(zip("c.log", "third\n")));
        Path file = Files.write(directory.resolve("logs.bin"), packed);

        Accounting accounting = read(file);

        assertThat(kept.messages()).containsExactly("first", "second", "third");
        assertThat(kept.batches)
                .extracting(batch -> batch.source().group())
                .containsExactly("logs/a.log", "logs/b.gz", "c.log");
        assertThat(accounting.count(Kind.DEAD)).isZero();
    }

    @Test
    void aZipThatBreaksOffIsToldWithItsPlace() throws IOException {
        byte[] packed = zip("a.log", "first\n", "b.log", "second line of some length\n".repeat(100));
        Path file = Files.write(directory.resolve("cut.zip"), Arrays.copyOf(packed, packed.length / 2));

        Accounting accounting = read(file);

        assertThat(kept.messages()).contains("first");
        assertThat(accounting.count(Kind.DEAD)).isPositive();
        assertThat(accounting.deadLetters().get(0).place()).contains("cut.zip");
    }

    @Test
    void zipsWithinZipsEnd() throws IOException {
        byte[] packed = zip("a.log", "deep\n");
        for (int depth = 0; depth < 5; depth++) {
            packed = zip("inner.zip", raw(packed));
        }
        Accounting accounting = read(Files.write(directory.resolve("bomb.zip"), packed));
        assertThat(kept.messages()).isEmpty();
        assertThat(accounting.deadLetters().get(0).reason()).contains("more than 3 deep");
    }

    @Test
    void wildcardsStandForWhatTheyMatch() throws IOException {
        Files.createDirectories(directory.resolve("x/one"));
        Files.createDirectories(directory.resolve("x/two"));
        Files.writeString(directory.resolve("x/two/b.log"), "second\n");
        Files.writeString(directory.resolve("x/one/a.log"), "first\n");
        Files.writeString(directory.resolve("x/one/a.txt"), "other\n");

        read(directory.resolve("x/*/?.log"));

        assertThat(kept.messages()).containsExactly("first", "second");
        assertThatThrownBy(() -> read(directory.resolve("x/*/nothing*.log")))
                .isInstanceOf(MissingInputException.class)
                .hasMessageContaining("nothing*.log");
    }

    @Test
    void directoriesAreReadInTheOrderOfNamesWithoutHiddenFiles() throws IOException {
        Files.createDirectories(directory.resolve("b/.git"));
        Files.writeString(directory.resolve("b/z.log"), "third\n");
        Files.writeString(directory.resolve("b/.git/config"), "hidden\n");
        Files.writeString(directory.resolve("README.md"), "exec format error\n");
        Files.writeString(directory.resolve("a.log"), "first\nsecond\n");

        Accounting accounting = read(directory);

        assertThat(kept.messages()).containsExactly("first", "second", "third");
        assertThat(kept.batches).extracting(batch -> batch.source().group()).containsExactly("a.log", "b/z.log");
        assertThat(accounting.count(Kind.FILES)).isEqualTo(2);
    }

    @Test
    void linesWithoutATimeGetThatOfTheirFile() throws IOException {
        Path file = Files.writeString(directory.resolve("a.log"), "one\ntwo\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));

        read(file);

        assertThat(kept.lines().get(0).time()).isEqualTo("2026-03-01T10:00:00.000001Z");
        assertThat(kept.lines().get(1).time()).isEqualTo("2026-03-01T10:00:00.000002Z");
    }

    @Test
    void standardInputIsReadWhereItIsAskedFor() {
        Accounting accounting = FileReading.read(
                List.of(Path.of("-")),
                new ByteArrayInputStream("boom\n".getBytes(StandardCharsets.UTF_8)),
                kept,
                CLOCK);

        assertThat(kept.messages()).containsExactly("boom");
        assertThat(accounting.useful()).isTrue();
    }

    @Test
    void gzipWithSeveralMembers() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip("one\n"));
        both.write(gzip("two\n"));

        read(Files.write(directory.resolve("a.dat"), both.toByteArray()));

        assertThat(kept.messages()).containsExactly("one", "two");
    }

    @Test
    void aTruncatedGzipIsSaidWithItsPlaceAndWhatWasReadCounts() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append("line ").append(i * 7919L % 50_021).append('\n');
        }
        byte[] whole = gzip(text.toString());

        Accounting accounting = read(Files.write(directory.resolve("a.gz"), Arrays.copyOf(whole, whole.length / 2)));

        assertThat(accounting.count(Kind.LINES)).isGreaterThan(1000);
        assertThat(kept.dead).singleElement().satisfies(letter -> {
            assertThat(letter.place()).matches(".*/a\\.gz:\\d{4,}");
            assertThat(letter.reason()).startsWith("breaks off: ");
        });
    }

    @Test
    void aGzipThatEndsInItsHeadSaysSoInWords() throws IOException {
        read(Files.write(directory.resolve("a.gz"), Arrays.copyOf(gzip("one\n"), 8)));

        assertThat(kept.dead).singleElement().satisfies(letter -> assertThat(letter.reason())
                .startsWith("breaks off: the compressed data ends early"));
    }

    @Test
    void aShortTruncatedGzipGivesWhatStandsBeforeTheBreak() throws IOException {
        StringBuilder text = new StringBuilder();
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 200; i++) {
            text.append("line ").append(i).append(' ').append(random.nextLong()).append('\n');
        }
        byte[] whole = gzip(text.toString());
        Path file = Files.write(directory.resolve("cut.gz"), java.util.Arrays.copyOf(whole, whole.length / 2));

        Accounting accounting = read(file);

        assertThat(kept.messages())
                .hasSizeGreaterThan(60)
                .startsWith(text.toString().lines().findFirst().orElseThrow());
        assertThat(accounting.deadLetters()).singleElement().satisfies(letter -> assertThat(letter.reason())
                .contains("ends early", "copy it again"));
    }

    @Test
    void aTinyTruncatedGzipIsSaidToo() throws IOException {
        byte[] whole = gzip("one line of text\n");
        for (int length : new int[] {2, 5, 12, whole.length - 9, whole.length - 1}) {
            kept.dead.clear();
            read(Files.write(directory.resolve("a.gz"), Arrays.copyOf(whole, length)));
            assertThat(kept.dead).as("cut to %d bytes", length).hasSize(1);
        }
    }

    @Test
    void powershellWritesUtf16() throws IOException {
        byte[] content =
                "\uFEFF{\"id\":\"a\",\"detail-type\":\"X\",\r\n\"time\":\"2026-03-01T10:00:00Z\",\"detail\":{}}\r\nna\u00efve\r\n"
                        .getBytes(StandardCharsets.UTF_16LE);

        read(Files.write(directory.resolve("a.json"), content));

        assertThat(kept.events).hasSize(1);
        assertThat(kept.messages()).containsExactly("na\u00efve");
    }

    @Test
    void aByteOrderMarkIsNoText() throws IOException {
        read(Files.writeString(directory.resolve("a.log"), "\uFEFFboom\r\n"));

        assertThat(kept.messages()).containsExactly("boom");
    }

    @Test
    void binaryFilesAreSaid() throws IOException {
        read(Files.write(directory.resolve("a.class"), new byte[] {1, 2, 3, 0, 0, 0, 9, 'x'}));

        assertThat(kept.dead).singleElement().satisfies(letter -> assertThat(letter.reason())
                .startsWith("no text: "));
    }

    @Test
    void aMissingFileNamesTheNearestAndNothingIsRead() throws IOException {
        Files.writeString(directory.resolve("events.jsonl"), "boom\n");

        assertThatThrownBy(() -> read(directory.resolve("events.jsonl"), directory.resolve("event.jsonl")))
                .isInstanceOf(MissingInputException.class)
                .hasMessageContaining("event.jsonl; did you mean 'events.jsonl'?");
        assertThat(kept.lines()).isEmpty();
    }

    @Test
    void anUnreadableFileDoesNotStopTheOthers() throws IOException {
        Path secret = Files.writeString(directory.resolve("a.log"), "secret\n");
        Files.writeString(directory.resolve("b.log"), "open\n");
        assumeThat(secret.toFile().setReadable(false) && !Files.isReadable(secret))
                .as("this user can read everything")
                .isTrue();

        read(directory);

        assertThat(kept.messages()).containsExactly("open");
        assertThat(kept.dead).singleElement().satisfies(letter -> assertThat(letter.reason())
                .isEqualTo("file cannot be read: permission denied"));
    }

    @Test
    void filesOfOneNameAreDifferentGroups() throws IOException {
        Path a = Files.createDirectory(directory.resolve("a"));
        Path b = Files.createDirectory(directory.resolve("b"));

        read(Files.writeString(a.resolve("x.log"), "boom\n"), Files.writeString(b.resolve("x.log"), "boom\n"));

        assertThat(kept.batches)
                .extracting(batch -> batch.source().group())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aGzipBombStaysSmallInMemory() throws IOException {
        byte[] member = gzip("x".repeat(50_000_000));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 24; i++) {
            out.write(member);
        }

        Accounting accounting = read(Files.write(directory.resolve("bomb.gz"), out.toByteArray()));

        assertThat(accounting.count(Kind.LINES)).isEqualTo(1);
        assertThat(accounting.count(Kind.DEAD)).isEqualTo(1);
    }
}
