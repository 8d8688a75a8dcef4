package io.stopcause.ingest.format;

import io.stopcause.ingest.Accounting;
import io.stopcause.ingest.Intake;
import io.stopcause.ingest.Kept;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Content, read: what came out of it. */
record Read(Kept kept, Accounting accounting) {

    static final Instant BASE = Instant.parse("2026-01-01T00:00:00Z");

    static Read of(String content) {
        return of(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    static Read of(InputStream content) {
        Kept kept = new Kept();
        Intake intake = new Intake(kept, Clock.fixed(BASE, ZoneOffset.UTC));
        new ContentReader(intake).read(content, new Origin("in.log", "in.log", BASE, 0));
        intake.flush();
        return new Read(kept, intake.accounting());
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
