/** Checks that a task, or the task definition that it runs, answers. */
@NullMarked
package io.stopcause.ingest.check.definition;

import org.jspecify.annotations.NullMarked;
