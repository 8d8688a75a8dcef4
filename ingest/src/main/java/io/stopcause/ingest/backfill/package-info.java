/** Brings the past of an account into files, which are then read as any others: logs, tasks, services, definitions. */
@NullMarked
package io.stopcause.ingest.backfill;

import org.jspecify.annotations.NullMarked;
