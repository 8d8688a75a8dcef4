package io.stopcause.app.run;

import io.stopcause.app.broker.EmbeddedBroker;
import io.stopcause.app.broker.TopicCreation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures the heap of an ingest process that polls log groups in which nothing happens, or a line in each every ten
 * minutes: {@code IdleGroups [GROUPS [MINUTES]]}. The process has 256 MiB and dies where it needs more.
 */
final class IdleGroups {

    private static final String JAVA_HOME = System.getProperty("java.home");

    private IdleGroups() {}

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int minutes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path directory = Files.createTempDirectory("idle-groups");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
                LogGroups groups = new LogGroups(count)) {
            TopicCreation.ensure(broker.clientProperties(), 4);
            Path config = Files.writeString(directory.resolve("stopcause.yaml"), """
                    kafka: {bootstrap.servers: '%s'}
                    ingest:
                      aws: {region: us-east-1, endpoint: '%s', account: '123456789012'}
                      logs: {prefixes: [%s]}
                      checks: {enabled: false}
                    """.formatted(
                            broker.bootstrapServers(), groups.address(), LogGroups.PREFIX));
            Process process = start(config, directory.resolve("run.log"));
            try {
                for (int minute = 1; minute <= minutes && process.isAlive(); minute++) {
                    if (minute % 10 == 1) {
                        groups.write();
                    }
                    long since = System.nanoTime();
                    Thread.sleep(60_000);
                    System.out.printf(
                            "minute %d: %d of %d groups asked for, live heap %s%n",
                            minute, groups.askedBy("reader", since), count, live(process.pid()));
                }
                System.out.println(
                        process.isAlive() ? "lives" : "died: " + Files.readString(directory.resolve("run.log")));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Process start(Path config, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(JAVA_HOME, "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.stopcause.app.Main",
                "run",
                "--roles",
                "ingest",
                "--config",
                config.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "reader");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "emulated");
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** After a full collection: the last line of the histogram is the sum. */
    private static String live(long pid) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(JAVA_HOME, "bin", "jcmd").toString(), Long.toString(pid), "GC.class_histogram")
                .start();
        List<String> lines = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String[] total = lines.get(lines.size() - 1).trim().split("\\s+", -1);
        return Long.parseLong(total[2]) / (1 << 20) + " MiB";
    }
}
