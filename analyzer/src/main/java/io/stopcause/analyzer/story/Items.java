package io.stopcause.analyzer.story;

import io.stopcause.model.Evidence;
import io.stopcause.model.LogLine;
import io.stopcause.model.LogSource;
import io.stopcause.model.Redaction;
import java.time.Instant;
import java.util.Optional;

/** Pieces of evidence, with their secrets taken out. */
final class Items {

    private Items() {}

    static Evidence.Item of(LogLine line, LogSource source) {
        return of(line.time(), source.surface().wire(), place(source), line.message());
    }

    static String place(LogSource source) {
        return source.stream().isEmpty() ? source.group() : source.group() + ":" + source.stream();
    }

    static Evidence.Item of(Instant time, String source, String place, String text) {
        return new Evidence.Item(Optional.of(time), source, place, Redaction.of(text));
    }
}
