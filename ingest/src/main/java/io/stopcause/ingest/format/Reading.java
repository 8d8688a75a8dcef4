package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.ingest.Intake;
import io.stopcause.model.Answer;
import io.stopcause.model.AwsEvent;
import io.stopcause.model.Coverage;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogSource;
import io.stopcause.model.Surface;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** One piece of content while it is read: where the reader stands, and the way out for what it finds. */
final class Reading {

    private final Intake intake;
    private final Origin origin;
    private final TextLines texts;
    private final LogMessages messages;
    private long line = 1;

    Reading(Intake intake, Origin origin) {
        this.intake = intake;
        this.origin = origin;
        this.texts = new TextLines(origin.base());
        this.messages = new LogMessages(intake);
    }

    void line(long number) {
        this.line = number;
    }

    String place() {
        return origin.name() + ":" + line;
    }

    /** Time for what tells none: that of the line before. */
    Instant time() {
        return texts.time();
    }

    /** A stream for lines whose input names none. */
    LogSource source(String stream, Surface surface) {
        return new LogSource("", "", origin.group(), stream, surface);
    }

    LogSource source(String stream) {
        return source(stream, Surface.APP_LOG);
    }

    void format(String name) {
        intake.format(name);
    }

    void event(AwsEvent event) {
        intake.event(event);
    }

    void answer(Answer answer) {
        intake.answer(answer);
    }

    void coverage(Coverage told) {
        intake.coverage(told);
    }

    void batch(LogBatch batch) {
        batch.lines()
                .forEach(each -> messages.read(batch.source(), Optional.of(each.id()), each.time(), each.message()));
    }

    /** A log event of CloudWatch Logs, or a record that stands for one. */
    void logEvent(LogSource source, Optional<String> id, Instant time, String message) {
        messages.read(source, id, time, message);
    }

    /** When CloudWatch Logs got what is told of that time. */
    void arrived(Instant time, Instant at) {
        intake.arrived(time, at);
    }

    /** A container's line; without a time of its own, that in its text, or that of the line before. */
    void record(LogSource source, Optional<Instant> time, String text) {
        TextLines.Stamped stamped = texts.stamp(text, time);
        LogSource told =
                new LogSource(source.account(), source.region(), source.group(), source.stream(), stamped.surface());
        messages.text(told, line, stamped);
    }

    void ignored() {
        intake.ignored();
    }

    void dead(String reason, String content) {
        intake.dead(place(), reason, content);
    }

    /** Lines that need no look but at their times, and blank ones. */
    void stretch(Stretch stretch) {
        if (stretch.blanks() > 0) {
            intake.ignored(stretch.blanks());
        }
        if (stretch.lines() > 0) {
            intake.quiet(texts.quiet(stretch, source(""), line));
        }
    }

    /** A line of text, with or without a time and a stream of its own. */
    void text(byte[] bytes) {
        TextLines.Decoded decoded = TextLines.decode(bytes);
        decoded.repair().ifPresent(what -> intake.repaired(place(), what));
        text(decoded.text());
    }

    /** The same for what is a text already. */
    void text(String text) {
        if (text.isBlank()) {
            intake.ignored();
            return;
        }
        Optional<byte[]> payload = Payloads.base64Gzip(text);
        if (payload.isPresent()) {
            format("base64 payload");
            payload(payload.get());
            return;
        }
        TextLines.Stamped stamped = texts.stamp(text);
        messages.text(source(stamped.stream(), stamped.surface()), line, stamped);
    }

    /** A JSON object that is no known format: a line of a structured application log. */
    void structured(ObjectNode object, String raw) {
        TextLines.Stamped stamped = texts.stamp(object, raw);
        messages.text(source("", stamped.surface()), line, stamped);
    }

    void payload(String text) {
        payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Content within content: text, JSON or gzip, itself of any known format. */
    void payload(byte[] bytes) {
        if (origin.depth() >= Origin.MAX_DEPTH) {
            dead("payload within payload, more than " + Origin.MAX_DEPTH + " deep", "");
            return;
        }
        Origin inner = new Origin(place(), origin.group(), time(), origin.depth() + 1);
        try (InputStream in = open(bytes)) {
            new ContentReader(intake).read(in, inner);
        } catch (IOException e) {
            dead("payload that is no gzip after all: " + e.getMessage(), "");
        }
    }

    private static InputStream open(byte[] bytes) throws IOException {
        InputStream plain = new ByteArrayInputStream(bytes);
        return Gzip.starts(bytes) ? Gzip.unpack(plain) : plain;
    }
}
