package io.stopcause.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * The past of a fleet of forty services, whose tasks come, write and go, one in twenty of them by a failure: events as
 * EventBridge sends them, the tasks' logs as a subscription does, and the plain log of a load balancer. The same bytes
 * for the same seed. Arguments: a directory and megabytes.
 */
final class Fleet {

    private static final long SEED = 20_260_303;
    private static final int SERVICES = 40;
    private static final int FAILURE_EVERY = 20;
    private static final int BATCHES = 4;
    private static final int LINES = 20;
    private static final int PLAIN_LINES = 60;
    private static final List<String> FAILURES = List.of(
            "java.lang.OutOfMemoryError: Java heap space",
            "FATAL: password authentication failed for user \\\"shop\\\"",
            "panic: runtime error: invalid memory address or nil pointer dereference",
            "Error: listen EADDRINUSE: address already in use :::8080");

    private final Random random = new Random(SEED);
    private final Workload workload = new Workload(SEED, List.of());
    private long millis = Instant.parse("2026-03-03T00:00:00Z").toEpochMilli();
    private long written;

    public static void main(String[] arguments) throws IOException {
        new Fleet().write(Files.createDirectories(Path.of(arguments[0])), Long.parseLong(arguments[1]) << 20);
    }

    private void write(Path directory, long bytes) throws IOException {
        try (OutputStream events = open(directory.resolve("events.jsonl"));
                OutputStream logs = open(directory.resolve("logs.jsonl"));
                OutputStream plain = open(directory.resolve("balancer.log"))) {
            for (int task = 1; written < bytes; task++) {
                task(events, logs, "service-" + task % SERVICES, task % FAILURE_EVERY == 0);
                for (int i = 0; i < PLAIN_LINES; i++) {
                    millis += random.nextInt(10);
                    put(plain, now() + " " + workload.line(false));
                }
            }
        }
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }

    private void put(OutputStream out, String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        written += bytes.length;
    }

    private String now() {
        return Instant.ofEpochMilli(millis).toString();
    }

    private void task(OutputStream events, OutputStream logs, String service, boolean fails) throws IOException {
        String id = hex(32);
        TaskEvents task = new TaskEvents(id, service, now());
        put(events, task.pending(hex(36), now()));
        millis += 2_000;
        put(events, task.running(hex(36), now()));
        for (int batch = 1; batch <= BATCHES; batch++) {
            put(logs, batch(service, id, fails && batch == BATCHES));
        }
        millis += 500;
        put(events, task.stopped(hex(36), now(), fails));
    }

    private String batch(String service, String task, boolean last) {
        StringBuilder lines = new StringBuilder();
        for (int line = 1; line <= LINES; line++) {
            millis += random.nextInt(20);
            String text = last && line == LINES
                    ? FAILURES.get(random.nextInt(FAILURES.size()))
                    : workload.line(false)
                            .replace("\\", "/")
                            .replace("\"", "\\\"")
                            .replace("\t", " ");
            lines.append(lines.isEmpty() ? "" : ",")
                    .append("{\"id\":\"%s\",\"timestamp\":%d,\"message\":\"%s\"}".formatted(hex(32), millis, text));
        }
        return ("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":\"/ecs/%s\","
                        + "\"logStream\":\"app/app/%s\",\"subscriptionFilters\":[\"stopcause\"],\"logEvents\":[%s]}")
                .formatted(service, task, lines);
    }

    private String hex(int digits) {
        StringBuilder hex = new StringBuilder(digits);
        while (hex.length() < digits) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }
}
