@NullMarked
package io.stopcause.ingest.backfill;

import org.jspecify.annotations.NullMarked;
