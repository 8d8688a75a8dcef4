/** History through the same engine, in this process: no Kafka, no receivers, no clock. */
@NullMarked
package io.stopcause.app.replay;

import org.jspecify.annotations.NullMarked;
