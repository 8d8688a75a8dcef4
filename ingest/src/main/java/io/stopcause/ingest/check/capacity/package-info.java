/** Look-ups about what a cluster has to run tasks on. */
@NullMarked
package io.stopcause.ingest.check.capacity;

import org.jspecify.annotations.NullMarked;
