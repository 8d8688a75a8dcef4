package io.stopcause.analyzer.rule;

/**
 * A file that a rule stands in.
 *
 * @param file its path; for what comes with stopcause, the path below its rules
 * @param content all of it
 * @param shipped whether it comes with stopcause
 */
public record Source(String file, String content, boolean shipped) {}
