/** The way of the stream: from Kafka to incidents and receivers, and what a line costs on it. */
@NullMarked
package io.stopcause.bench.stream;

import org.jspecify.annotations.NullMarked;
