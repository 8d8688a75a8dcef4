package io.stopcause.app.notify;

import io.stopcause.model.Incident;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A hundred thousand versions of incidents in a minute: how many messages come of them, how much memory it takes, and
 * whether every incident was told. Arguments: versions and incidents; 100000 and 10000 without them.
 */
public final class NotifierStorm {

    private static final int CAP = 50;
    private static final int SECONDS = 60;
    private static final int MEBIBYTE = 1 << 20;

    private NotifierStorm() {}

    public static void main(String[] arguments) throws Exception {
        int versions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int keys = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        try (Bench bench = new Bench(CAP)) {
            long start = System.nanoTime();
            Map<String, Incident> newest = flood(bench, versions, keys);
            double took = (System.nanoTime() - start) / 1e9;
            try (ToldLog log = new ToldLog(bench.broker().clientProperties())) {
                await(() -> newest.keySet().stream().allMatch(log.read()::knows));
                newest.values().forEach(incident -> bench.send(MadeIncidents.resolved(incident)));
                await(() -> newest.keySet().stream().allMatch(log.read()::settled));
                print(bench, newest, log, took);
            }
        }
    }

    private static void print(Bench bench, Map<String, Incident> newest, ToldLog log, double took) {
        System.gc();
        long heap = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEBIBYTE;
        System.out.printf(
                "%d incidents in %.0f s: %d messages, %d of them about many; %d told as open once, %d settled;"
                        + " heap %d MiB%n",
                newest.size(),
                took,
                bench.hook().taken().size(),
                bench.hook().taken().stream()
                        .filter(message -> message.incident().startsWith("storm-"))
                        .count(),
                newest.keySet().stream().filter(log::openedOnce).count(),
                newest.keySet().stream().filter(log::settled).count(),
                heap);
    }

    private static Map<String, Incident> flood(Bench bench, int versions, int keys) throws InterruptedException {
        Map<String, Incident> newest = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (int i = 0; i < versions; i++) {
            String id = "i" + i % keys;
            Incident incident = newest.containsKey(id)
                    ? MadeIncidents.withSymptom(newest.get(id), "s" + i / keys)
                    : MadeIncidents.open(id, Instant.now());
            newest.put(id, incident);
            bench.send(incident);
            long wait = start + (long) i * SECONDS * 1_000_000_000L / versions - System.nanoTime();
            if (wait > 1_000_000) {
                Thread.sleep(wait / 1_000_000);
            }
        }
        return newest;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(200);
        }
    }
}
