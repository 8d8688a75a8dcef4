/** Incidents: what the verdicts and signals of one scope amount to. */
@NullMarked
package io.stopcause.analyzer.incident;

import org.jspecify.annotations.NullMarked;
