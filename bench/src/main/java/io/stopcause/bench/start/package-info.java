/** How soon something is there. */
@NullMarked
package io.stopcause.bench.start;

import org.jspecify.annotations.NullMarked;
