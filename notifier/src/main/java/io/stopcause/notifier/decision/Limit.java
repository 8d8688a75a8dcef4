package io.stopcause.notifier.decision;

import java.time.Duration;

/**
 * How many within a time.
 *
 * @param count at least 1
 * @param window that is looked back over
 */
public record Limit(int count, Duration window) {}
