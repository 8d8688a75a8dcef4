/** From events to incidents: the engine in one process, and the explanation of a single text. */
@NullMarked
package io.stopcause.analyzer;

import org.jspecify.annotations.NullMarked;
