package io.stopcause.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Kept;
import io.stopcause.ingest.Quiet;
import io.stopcause.ingest.Screen;
import io.stopcause.ingest.Sink;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is screened says the same as what is read line by line. */
class ScreenedTest {

    private static final List<String> STAMPS = List.of(
            "",
            "",
            "2026-03-03T18:00:%02dZ ",
            "2026-03-03T18:00:%02d.120Z ",
            "2026-03-03T18:00:%02d.123456789Z ",
            "2026-03-03 18:00:%02d,120 ",
            "2026/03/03 18:00:%02d ",
            "[2026-03-03T18:00:%02d+02:00] ",
            "2026-03-03T18:00:%02d-0530 ",
            "2026-03-03 18:00:%02d +0100 ",
            "2026-03-03 18:00:%02d -0100x ",
            "2026-03-03 18:00:%02d Z ",
            "2026-03-03 18:00:%02d - ",
            "2026-03-03 18:00:%02dZ\t",
            "2026-02-31T18:00:%02dZ ",
            "2026-03-03T25:00:%02dZ ",
            "2026-03-03T18:00:%02d.Z ",
            "2026-03-03T18:00:%02d.1234567890Z ",
            "2026-03-03T18:00:%02d+99:00 ",
            "2026-03-03T18:00:%02dX ",
            "0026-03-03T18:00:%02dZ ",
            "2026-03-03T18:00:%02d\"",
            "time=\"2026-03-03T18:00:%02dZ\" ",
            "level=info time=2026-03-03T18:00:%02dZ msg=\"started\" module=TaskEngine ",
            "2026-03-03T18:00:%02dZ [INFO] ",
            "2026-03-03T18:00:%02dZ web/app/0123456789abcdef0123456789abcdef ",
            "2026-03-03T18:00:%02dZ app-firelens-0123456789abcdef0123456789abcdef ");

    private static final List<String> WORDS = List.of(
            "",
            " ",
            "  GET  /items 200",
            "\tat com.example.Cart.add(Cart.java:118)",
            "[worker] ready",
            "[ ]",
            "[",
            "[{\"a\":1},",
            "{",
            "}",
            "{main} thrown",
            "{\"level\":\"info\",\"time\":\"2026-03-03T18:00:09Z\",\"msg\":\"up\"}",
            "{\"level\":\"info\",",
            "  \"detail-type\":\"x\"}",
            "{\"events\":[",
            "{\"timestamp\":1772560800000,\"message\":\"hello\"}",
            "]}",
            "für Grüße \u2013 \u0000 \ufffd",
            "\u2003{\"a\":1}",
            "\u000b",
            "C:\\temp\\new",
            "Error: creating ECS Service (shop): InvalidParameterException",
            "Managed task [arn:aws:ecs:eu-west-1:111122223333:task/web/1]: stopped",
            "H4sIAAAAAAAA",
            "done");

    /** Without beginnings of documents, which go on over lines. */
    private static final List<String> WHOLE_LINES = WORDS.stream()
            .filter(word -> !word.contains("{") && !word.contains("["))
            .toList();

    private static final List<String> ENDS = List.of("\n", "\n", "\n", "\r\n", "\r\r\n", " \n");

    /** Finds every line quiet that a screen may, and hands on what it then gets as if it had been read line by line. */
    private static final class Screened implements Sink, Screen {

        private final Kept kept = new Kept();
        private long quiet;

        @Override
        public int[] suspects(byte[] text, int from, int to) {
            String lines = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
            return IntStream.range(0, lines.length())
                    .filter(at -> isOdd(lines, at) || lines.startsWith("ECS Service", at))
                    .map(at -> from + at)
                    .toArray();
        }

        private static boolean isOdd(String lines, int at) {
            char letter = lines.charAt(at);
            return letter > 126
                    || letter == '\\'
                    || (letter < ' ' && letter != '\t' && letter != '\n' && !lines.startsWith("\r\n", at));
        }

        @Override
        public boolean isQuiet(String line) {
            return true;
        }

        @Override
        public Optional<Screen> screen() {
            return Optional.of(this);
        }

        @Override
        public void quiet(Quiet quietLines) {
            List<LogLine> lines = quietLines.lines().get();
            quiet += quietLines.count();
            assertThat(lines).hasSize((int) quietLines.count());
            Comparator<LogLine> order = Comparator.comparing(LogLine::time).thenComparing(LogLine::id);
            assertThat(quietLines.newest()).isEqualTo(lines.stream().max(order).orElseThrow());
            assertThat(quietLines.last()).isEqualTo(quietLines.newest().time());
            assertThat(quietLines.first())
                    .isEqualTo(lines.stream().min(order).orElseThrow().time());
            logs(new LogBatch(quietLines.source(), lines));
        }

        @Override
        public void logs(LogBatch batch) {
            kept.logs(batch);
        }

        @Override
        public void event(AwsEvent event) {
            kept.event(event);
        }

        @Override
        public void answer(Answer answer) {
            kept.answer(answer);
        }

        @Override
        public void dead(DeadLetter letter) {
            kept.dead(letter);
        }
    }

    @Test
    void aScreenChangesNothingOfWhatIsRead() {
        long quiet = 0;
        for (long seed = 0; seed < 2000; seed++) {
            quiet += compare("seed " + seed, text(new Random(seed), WORDS));
        }
        assertThat(quiet).isGreaterThan(2_000);
    }

    @Test
    void theBordersOfChunksCutNothing() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < 3 << 20) {
            text.append(text(random, WHOLE_LINES)).append('\n');
            if (random.nextInt(2000) == 0) {
                text.append("a".repeat(random.nextInt(600_000))).append('\n');
            }
        }
        assertThat(compare(
                        "a long text",
                        text.append("x".repeat(Intake.MAX_MESSAGE + 9)).toString()))
                .isGreaterThan(1_000);
    }

    /** How many lines were found quiet. */
    private static long compare(String what, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Read plain = Read.of(new ByteArrayInputStream(bytes));
        Screened sink = new Screened();
        Intake intake = new Intake(sink, Clock.fixed(Read.BASE, ZoneOffset.UTC));
        new ContentReader(intake)
                .read(
                        new ByteArrayInputStream(bytes),
                        new Origin("in.log", "in.log", Read.BASE, 0),
                        sink,
                        Runnable::run);
        intake.flush();
        Accounting accounting = intake.accounting();

        assertThat(accounting).as(what).isEqualTo(plain.accounting());
        assertThat(lines(sink.kept)).as(what).isEqualTo(lines(plain.kept()));
        assertThat(accounting.count(Kind.LINES)).as(what).isGreaterThanOrEqualTo(sink.quiet);
        return sink.quiet;
    }

    /** Each line with its source, by number. */
    private static List<String> lines(Kept kept) {
        List<String> lines = new ArrayList<>();
        kept.batches.forEach(batch -> batch.lines().forEach(line -> lines.add(line.id() + batch.source() + line)));
        lines.sort(Comparator.naturalOrder());
        return lines;
    }

    private static String text(Random random, List<String> pieces) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(12);
        for (int i = 0; i < lines; i++) {
            text.append(pick(random, STAMPS).formatted(random.nextInt(60)));
            for (int words = random.nextInt(3); words >= 0; words--) {
                text.append(pick(random, pieces));
            }
            text.append(i + 1 < lines || random.nextInt(4) > 0 ? pick(random, ENDS) : "");
        }
        return text.toString();
    }

    private static String pick(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
