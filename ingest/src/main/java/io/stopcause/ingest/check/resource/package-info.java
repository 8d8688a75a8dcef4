/** Checks of tasks, clusters and log groups themselves. */
@NullMarked
package io.stopcause.ingest.check.resource;

import org.jspecify.annotations.NullMarked;
