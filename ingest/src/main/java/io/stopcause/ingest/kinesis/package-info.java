/** Reads streams of Kinesis Data Streams that log groups are subscribed to. */
@NullMarked
package io.stopcause.ingest.kinesis;

import org.jspecify.annotations.NullMarked;
