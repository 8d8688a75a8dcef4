/** The Kafka topics as typed objects: name, key and value. */
@NullMarked
package io.stopcause.model.topic;

import org.jspecify.annotations.NullMarked;
