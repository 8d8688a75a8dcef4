package io.stopcause.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.accuracy.LabelledFiles;
import io.stopcause.app.accuracy.LabelledText;
import io.stopcause.app.replay.Replay;
import io.stopcause.app.replay.Window;
import io.stopcause.model.Incident;
import io.stopcause.model.Surface;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

    private static final Instant NOW = Instant.parse("2026-03-03T20:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void keepsACorrectionAsTheAccuracyOfRulesReadsIt() throws Exception {
        Replay.Input evening = new Replay.Input(
                List.of(Path.of("../examples/evening")), InputStream.nullInputStream(), Window.EVERYTHING, false);
        Incident incident =
                Replay.of(evening, RuleSet.shipped(), Clock.systemUTC(), records -> {}).analysis().incidents().stream()
                        .filter(each -> each.diagnosis().cause().equals("arch-mismatch"))
                        .findFirst()
                        .orElseThrow();
        Path file = directory.resolve("corpus/corrections.jsonl");
        Corpus corpus = new Corpus(file);

        assertThat(corpus.keep(incident, "entrypoint-missing-interpreter", "Ada", NOW))
                .isTrue();
        assertThat(corpus.keep(incident, "entrypoint-missing-interpreter", "Grace", NOW))
                .isTrue();

        assertThat(LabelledFiles.read(List.of(file))).hasSize(2).allSatisfy(text -> assertThat(text)
                .extracting(LabelledText::surface, LabelledText::text, LabelledText::causes)
                .containsExactly(
                        Surface.APP_LOG,
                        "exec /docker-entrypoint.sh: exec format error",
                        List.of("entrypoint-missing-interpreter")));
    }
}
