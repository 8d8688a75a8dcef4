package io.stopcause.analyzer.match;

/**
 * A rule that was tried on a text or an event.
 *
 * @param rule its id
 * @param reason what fitted, or what kept it from matching
 */
public record Trial(String rule, boolean matched, String reason) {}
