package io.stopcause.analyzer.match;

import io.stopcause.analyzer.rule.Rule;
import java.util.function.BooleanSupplier;

/**
 * An expression that a text has reached past the prefilter.
 *
 * @param run tries it, and says whether it is found
 */
public record Attempt(Rule rule, String source, BooleanSupplier run) {}
