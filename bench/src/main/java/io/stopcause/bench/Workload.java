package io.stopcause.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logs of healthy services with a failure here and there: the same bytes for the same seed, on any machine. */
public final class Workload {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9]+)}");
    private static final String START = "2026-03-03T18:00:00Z";
    private static final List<String> WORDS = List.of(
            "garden", "kitchen", "lamp", "shoes", "tables", "winter", "coffee", "bicycle", "paper", "music", "tools");
    private static final List<String> USERS = List.of("amelia", "jonas", "mei", "oluwaseun", "priya", "tomasz");

    private final Random random;
    private final List<List<String>> kinds;
    private final List<String> failures;
    private long millis = Instant.parse(START).toEpochMilli();

    /**
     * Starts anew.
     *
     * @param failures lines of which one in {@code every} is taken
     */
    public Workload(long seed, List<String> failures) {
        this.random = new Random(seed);
        this.kinds = kinds();
        this.failures = List.copyOf(failures);
    }

    private static List<List<String>> kinds() {
        try (InputStream in = Workload.class.getResourceAsStream("lines.txt")) {
            if (in == null) {
                throw new IllegalStateException("lines.txt is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Workload::parts)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text and names of places by turns. */
    private static List<String> parts(String line) {
        List<String> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(line);
        int end = 0;
        while (place.find()) {
            parts.add(line.substring(end, place.start()));
            parts.add(place.group(1));
            end = place.end();
        }
        parts.add(line.substring(end));
        return parts;
    }

    /**
     * Writes lines until the file has that many bytes.
     *
     * @param every how many lines there are to one failure
     */
    void write(Path file, long bytes, int every) throws IOException {
        long written = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int line = 1; written < bytes; line++) {
                byte[] text = (line(line % every == 0) + "\n").getBytes(StandardCharsets.UTF_8);
                out.write(text);
                written += text.length;
            }
        }
    }

    /** The next line. */
    public String line(boolean failure) {
        millis += random.nextInt(20);
        if (failure) {
            return Instant.ofEpochMilli(millis) + " ERROR " + failures.get(random.nextInt(failures.size()));
        }
        StringBuilder line = new StringBuilder(300);
        List<String> parts = kinds.get(random.nextInt(kinds.size()));
        for (int i = 0; i < parts.size(); i++) {
            line.append(i % 2 == 0 ? parts.get(i) : value(parts.get(i)));
        }
        return line.toString();
    }

    private String value(String place) {
        return switch (place) {
            case "time" -> Instant.ofEpochMilli(millis).toString();
            case "slash" ->
                Instant.ofEpochMilli(millis)
                        .toString()
                        .substring(0, 19)
                        .replace('-', '/')
                        .replace('T', ' ');
            case "day" -> "0" + (1 + random.nextInt(9));
            case "ip" -> "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
            case "user" -> USERS.get(random.nextInt(USERS.size()));
            case "word" -> WORDS.get(random.nextInt(WORDS.size()));
            case "hex" -> Long.toHexString(random.nextLong());
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "1" -> Integer.toString(random.nextInt(10));
            case "2" -> Integer.toString(10 + random.nextInt(50));
            case "3" -> Integer.toString(100 + random.nextInt(900));
            case "n" -> Integer.toString(random.nextInt(100_000));
            default -> throw new IllegalArgumentException("no value for {" + place + "}");
        };
    }
}
