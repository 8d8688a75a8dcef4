/** The same engine as a Kafka Streams topology. */
@NullMarked
package io.stopcause.analyzer.stream;

import org.jspecify.annotations.NullMarked;
