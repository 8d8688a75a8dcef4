package io.stopcause.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Invented expressions as rules have them, each with a line that it matches: the same for the same seed. */
final class Patterns {

    private static final List<String> THINGS = List.of(
            "ledger",
            "shard",
            "replica",
            "tenant",
            "voucher",
            "parcel",
            "courier",
            "invoice",
            "session",
            "mailbox",
            "journal",
            "segment",
            "snapshot",
            "pipeline",
            "scheduler",
            "broker",
            "gateway",
            "catalog",
            "inventory");
    private static final List<String> DOINGS = List.of(
            "reconcile",
            "compact",
            "rehydrate",
            "provision",
            "escalate",
            "dispatch",
            "serialize",
            "replicate",
            "checkpoint",
            "rebalance",
            "authorize",
            "decode",
            "hydrate",
            "rotate",
            "evict",
            "promote");
    private static final List<String> REASONS = List.of(
            "quorum lost",
            "lease expired",
            "checksum mismatch",
            "schema drift",
            "stale epoch",
            "poisoned entry",
            "permission revoked",
            "orphaned handle",
            "unexpected tombstone",
            "clock skew");

    private final Map<String, String> examples = new TreeMap<>();

    Patterns(long seed, int count) {
        Random random = new Random(seed);
        while (examples.size() < count) {
            add(random);
        }
    }

    private void add(Random random) {
        String thing = pick(random, THINGS);
        String doing = pick(random, DOINGS);
        String reason = pick(random, REASONS);
        int code = random.nextInt(10_000);
        switch (random.nextInt(5)) {
            case 0 ->
                examples.put(
                        "(?:could not|failed to) " + doing + " " + thing + " E" + code + "\\b",
                        "failed to " + doing + " " + thing + " E" + code);
            case 1 ->
                examples.put(
                        thing + " " + doing + " (?:aborted|refused): " + reason + " \\(code " + code + "\\)",
                        thing + " " + doing + " refused: " + reason + " (code " + code + ")");
            case 2 ->
                examples.put(
                        reason + " (?:while|when) " + doing + "[a-z]* " + thing + "-" + code,
                        reason + " while " + doing + "ing " + thing + "-" + code);
            case 3 ->
                examples.put(
                        "panic in " + thing + code + ": .*" + reason,
                        "panic in " + thing + code + ": worker 3: " + reason);
            default ->
                examples.put(
                        doing + "Failure" + code + ": " + thing + " [a-z-]+ " + reason,
                        doing + "Failure" + code + ": " + thing + " handler " + reason);
        }
    }

    private static String pick(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A line for each expression. */
    List<String> lines() {
        return List.copyOf(examples.values());
    }

    /** Writes a directory of rules with these expressions. */
    void writeRules(Path directory) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "id: generated-failure",
                "title: A generated failure",
                "cause: application-crash",
                "severity: warning",
                "maturity: stable",
                "match:",
                "  - text:"));
        examples.keySet().forEach(expression -> lines.add("      - '" + expression + "'"));
        lines.addAll(List.of(
                "    on: [app.log]",
                "    confidence: 0.5",
                "remediation:",
                "  what: 'It failed.'",
                "  why: 'The log: `{{line}}`.'",
                "  steps:",
                "    - do: Look at the log",
                "      shell: 'true'",
                "  verify: It runs",
                "  undo: Nothing",
                "references: [https://example.com]",
                "falsePositives: [None]",
                "tests:",
                "  - kind: positive",
                "    on: app.log",
                "    text: '" + examples.values().iterator().next() + "'",
                "    expect: application-crash"));
        Files.createDirectories(directory);
        Files.write(directory.resolve("generated-failure.yaml"), lines);
    }
}
