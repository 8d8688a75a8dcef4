package io.stopcause.app.replay;

import io.stopcause.analyzer.match.ByteScreen;
import io.stopcause.analyzer.match.Judge;
import io.stopcause.ingest.Screen;
import io.stopcause.ingest.file.FileReading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows the reader of files which lines rules may be about. */
record RuleScreen(ByteScreen rules) implements Screen {

    /** @param further literals in lower case that make a line worth a closer look */
    static Optional<Screen> of(Judge judge, List<String> further) {
        return judge.screen(Stream.concat(FileReading.LITERALS.stream(), further.stream())
                        .toList())
                .map(RuleScreen::new);
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
