package io.stopcause.app.notify;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How long it takes from an incident's record in Kafka to the request at the receiver, without a group wait. Arguments:
 * incidents a second and seconds; 100 and 60 without them.
 */
public final class NotifierLatency {

    private static final int UNLIMITED = 1_000_000;
    private static final int WARM_UP = 500;
    private static final long NANOS = 1_000_000_000L;

    private NotifierLatency() {}

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        try (Bench bench = new Bench(UNLIMITED)) {
            send(bench, "warm", WARM_UP, rate);
            await(bench, WARM_UP);
            Map<String, Long> sent = send(bench, "i", rate * seconds, rate);
            await(bench, WARM_UP + rate * seconds);
            print(bench, sent, rate);
        }
    }

    private static Map<String, Long> send(Bench bench, String name, int count, int rate) throws InterruptedException {
        Map<String, Long> sent = new HashMap<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long wait = start + i * NANOS / rate - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            }
            sent.put(name + i, System.nanoTime());
            bench.send(MadeIncidents.open(name + i, Instant.now()));
        }
        return sent;
    }

    private static void await(Bench bench, int requests) throws InterruptedException {
        while (bench.hook().requests().size() < requests) {
            Thread.sleep(20);
        }
    }

    private static void print(Bench bench, Map<String, Long> sent, int rate) {
        long[] millis = bench.hook().requests().stream()
                .filter(message -> sent.containsKey(message.incident()))
                .mapToLong(message -> (message.nanos() - sent.getOrDefault(message.incident(), 0L)) / 1_000_000)
                .sorted()
                .toArray();
        System.out.printf(
                "%d incidents at %d/s: p50 %d ms, p99 %d ms, max %d ms; %d requests, %d messages%n",
                sent.size(),
                rate,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                Arrays.stream(millis).max().orElse(0),
                bench.hook().requests().size(),
                bench.hook().taken().size());
    }
}
