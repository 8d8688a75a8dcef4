package io.stopcause.app.replay;

import io.stopcause.analyzer.match.ByteScreen;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.ingest.Screen;
import io.stopcause.ingest.file.FileReading;
import java.util.Optional;

/** Shows the reader of files which lines rules may be about. */
record RuleScreen(ByteScreen rules) implements Screen {

    static Optional<Screen> of(Judge judge) {
        return judge.screen(FileReading.LITERALS).map(RuleScreen::new);
    }

    @Override
    public int[] suspects(byte[] text, int from, int to) {
        return rules.suspects(text, from, to);
    }

    @Override
    public boolean isQuiet(String line) {
        return rules.isQuiet(line);
    }
}
