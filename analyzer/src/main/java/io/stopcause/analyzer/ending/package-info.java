/** How tasks and containers end: what stop codes, exit codes and the times between them tell, in words. */
@NullMarked
package io.stopcause.analyzer.ending;

import org.jspecify.annotations.NullMarked;
