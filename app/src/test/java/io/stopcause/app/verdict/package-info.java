/** From a failure in Kafka to the verdict that the account bears out. */
@NullMarked
package io.stopcause.app.verdict;

import org.jspecify.annotations.NullMarked;
