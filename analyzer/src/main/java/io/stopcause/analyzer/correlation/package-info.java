/** Several events that mean something together: counts, sequences and absences, in event time. */
@NullMarked
package io.stopcause.analyzer.correlation;

import org.jspecify.annotations.NullMarked;
