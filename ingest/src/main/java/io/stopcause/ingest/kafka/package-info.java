/** Writes what was read to Kafka: records and checkpoints in one transaction. */
@NullMarked
package io.stopcause.ingest.kafka;

import org.jspecify.annotations.NullMarked;
