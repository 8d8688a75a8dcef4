/** The live page: a board of what is wrong now, filled from Kafka and shown over HTTP. */
@NullMarked
package io.stopcause.console.live;

import org.jspecify.annotations.NullMarked;
