package io.stopcause.app.preflight;

import io.stopcause.analyzer.preflight.Flaw;

/**
 * A flaw with its place in a file.
 *
 * @param line from 1
 * @param subject such as {@code task definition web}
 * @param path in the file, from {@code $}
 */
public record Located(String file, int line, String subject, String path, Flaw flaw) {}
