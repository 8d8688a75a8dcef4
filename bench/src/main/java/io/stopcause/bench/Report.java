package io.stopcause.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Puts what was measured between two comments of a document, with machine, versions and date. Arguments: the document;
 * the tables come from standard input.
 */
final class Report {

    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- end of measured -->";

    private Report() {}

    public static void main(String[] arguments) throws IOException {
        String tables = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        Path document = Path.of(arguments[0]);
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                document,
                text.substring(0, begin) + "\n\n" + machine() + "\n\n" + tables.strip() + "\n\n"
                        + text.substring(text.indexOf(END)));
    }

    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown processor");
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[2];
        return String.format(
                Locale.ROOT,
                "%s, %d cores, Java %s, Kafka %s, %s UTC, load of the last quarter of an hour %s.",
                processor,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                org.apache.kafka.common.utils.AppInfoParser.getVersion(),
                LocalDate.now(ZoneOffset.UTC),
                load);
    }
}
