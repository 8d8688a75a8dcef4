package io.stopcause.analyzer.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of {@code history/phrases.txt} by section, with their blanks filled in. */
final class Phrases {

    static final String STARTING = "starting";
    static final String LIVING = "living";
    static final String STOPPING = "stopping";
    static final String BATCH = "batch";
    static final String AGENT = "agent";

    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");
    private static final List<String> WORDS =
            List.of("orders", "billing", "alpha", "cart-v2", "users", "ledger", "reports", "search", "north");

    private final Map<String, List<String>> sections = new TreeMap<>();

    Phrases() {
        List<String> section = new ArrayList<>();
        for (String line : read("/history/phrases.txt")) {
            if (line.startsWith("## ")) {
                section = new ArrayList<>();
                sections.put(line.substring(3), section);
            } else {
                section.add(line);
            }
        }
    }

    /** The lines of a test resource that are neither blank nor remarks. */
    static List<String> read(String resource) {
        try (InputStream in = Phrases.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> all(String section) {
        return sections.getOrDefault(section, List.of());
    }

    /** Some lines of a section, each with values of its own. */
    List<String> some(Dice dice, String section, int low, int high) {
        List<String> some = new ArrayList<>();
        for (int i = dice.between(low, high); i > 0; i--) {
            some.add(fill(dice.pick(all(section)), dice));
        }
        return some;
    }

    /** A text with values in its blanks; the same blank gets the same value within one text. */
    static String fill(String text, Dice dice) {
        Map<String, String> values = new TreeMap<>();
        Matcher blanks = BLANK.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (blanks.find()) {
            String value = values.computeIfAbsent(blanks.group(1), name -> value(name, dice));
            blanks.appendReplacement(filled, Matcher.quoteReplacement(value.isEmpty() ? blanks.group() : value));
        }
        return blanks.appendTail(filled).toString().replace("\\n", "\n");
    }

    /** Blanks end in a digit where a text needs two of a kind. */
    private static String value(String name, Dice dice) {
        return switch (name.replaceFirst("\\d$", "")) {
            case "ip" -> "10." + dice.between(0, 255) + "." + dice.between(0, 255) + "." + dice.between(1, 254);
            case "port" -> String.valueOf(dice.pick(List.of(3306, 5432, 6379, 8080, 8443, 9092, 27017)));
            case "n" -> String.valueOf(dice.between(2, 900));
            case "word" -> dice.pick(WORDS);
            case "hex" -> dice.hex(12);
            case "id" -> dice.hex(32);
            case "digits" -> dice.digits(19);
            case "region" -> dice.pick(List.of("eu-central-1", "us-west-2", "ap-northeast-1"));
            case "time" ->
                "2026-04-%02dT%02d:%02d:%02d.%03dZ"
                        .formatted(
                                dice.between(1, 28),
                                dice.between(0, 23),
                                dice.between(0, 59),
                                dice.between(0, 59),
                                dice.between(0, 999));
            case "level" -> dice.pick(List.of("INFO", "info", "DEBUG"));
            case "account" -> "111122223333";
            default -> "";
        };
    }
}
