package io.stopcause.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * EventBridge JSON through replay on one core, against Jackson alone on the same file and core. Arguments: the project's
 * root, a directory that {@link Fleet} wrote, and runs.
 */
final class EventReplay {

    private EventReplay() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]);
        Path file = Path.of(arguments[1]).resolve("events.jsonl");
        long events;
        try (Stream<String> lines = Files.lines(file)) {
            events = lines.count();
        }
        List<String> replay = onOneCore(root.resolve("stopcause").toString(), "replay", file.toString());
        List<String> parse = onOneCore(
                "java", "-cp", System.getProperty("java.class.path"), ParseEvents.class.getName(), file.toString());
        Pairs rates = new Pairs();
        for (int run = 0; run < Integer.parseInt(arguments[2]); run++) {
            double parsed = events / Cost.of(root, parse).cpu();
            rates.add(events / Cost.of(root, replay).cpu(), parsed);
        }
        System.out.print(rates.row(
                "EventBridge JSON through `replay`, %,d events".formatted(events),
                "events/s of processor time",
                "Jackson's `readTree`, whole process"));
    }

    private static List<String> onOneCore(String... command) {
        return Stream.concat(Stream.of("taskset", "-c", "0"), Stream.of(command))
                .toList();
    }
}
