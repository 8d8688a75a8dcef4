/** Reads events that EventBridge put into a queue. */
@NullMarked
package io.stopcause.ingest.sqs;

import org.jspecify.annotations.NullMarked;
