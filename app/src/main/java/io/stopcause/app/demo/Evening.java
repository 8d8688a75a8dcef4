package io.stopcause.app.demo;

import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Sink;
import io.stopcause.ingest.file.FileReading;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.DeadLetter;
import io.stopcause.model.Event;
import io.stopcause.model.LogBatch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The recorded evening that travels inside the program, read as any other files would be.
 *
 * @param accounting what was read
 */
record Evening(Recording recording, Accounting accounting) {

    private static final String PLACE = "/examples/evening/";
    private static final List<String> FILES = List.of("events.jsonl", "logs.jsonl", "answers.jsonl");

    /**
     * Unpacks the recording and reads it.
     *
     * @param directory an existing one to unpack into
     * @throws IOException if the directory cannot be written
     */
    static Evening unpack(Path directory) throws IOException {
        for (String name : FILES) {
            try (InputStream in = Evening.class.getResourceAsStream(PLACE + name)) {
                if (in == null) {
                    throw new FileNotFoundException("this build of stopcause holds no recording " + PLACE + name);
                }
                Files.copy(in, directory.resolve(name));
            }
        }
        Collected collected = new Collected(new ArrayList<>());
        Accounting accounting =
                FileReading.read(List.of(directory), InputStream.nullInputStream(), collected, Clock.systemUTC());
        return new Evening(Recording.of(collected.events()), accounting);
    }

    /** What was read, kept in memory. */
    private record Collected(List<Event> events) implements Sink {

        @Override
        public void logs(LogBatch batch) {
            events.add(batch);
        }

        @Override
        public void event(AwsEvent event) {
            events.add(event);
        }

        @Override
        public void answer(Answer answer) {
            events.add(answer);
        }

        @Override
        public void dead(DeadLetter letter) {
            throw new IllegalStateException(letter.place() + ": " + letter.reason());
        }
    }
}
