/** A real Kafka broker inside the process, and the topics that any broker needs. */
@NullMarked
package io.stopcause.app.broker;

import org.jspecify.annotations.NullMarked;
