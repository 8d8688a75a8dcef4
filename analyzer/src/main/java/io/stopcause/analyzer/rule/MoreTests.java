package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tests of a rule that stand in a file of their own beside it, such as {@code disk-full.tests.yaml}: those that only guard
 * what its expressions match, so that the rule itself stays short to read.
 */
record MoreTests(@JsonProperty(required = true) List<RuleTest> tests) {

    private static final String ENDING = ".yaml";
    private static final String SUFFIX = ".tests" + ENDING;

    MoreTests {
        tests = Lists.copy(tests);
    }

    static boolean isIn(Path file) {
        return file.toString().endsWith(SUFFIX);
    }

    /** Whether there is no rule beside it. */
    static boolean isAlone(Path file) {
        return !Files.exists(renamed(file, SUFFIX, ENDING));
    }

    static Path beside(Path rule) {
        return renamed(rule, ENDING, SUFFIX);
    }

    private static Path renamed(Path file, String from, String to) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - from.length()) + to);
    }

    /** What a rule's file says, with these tests behind its own. */
    Record behind(Record says) {
        if (says instanceof Rule rule) {
            return rule.withTests(Lists.joined(rule.tests(), tests));
        }
        return says instanceof HarmlessRule rule ? rule.withTests(Lists.joined(rule.tests(), tests)) : says;
    }
}
