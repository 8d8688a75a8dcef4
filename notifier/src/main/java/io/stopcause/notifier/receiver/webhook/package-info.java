/** A signed HTTP request with the incident as JSON. */
@NullMarked
package io.stopcause.notifier.receiver.webhook;

import org.jspecify.annotations.NullMarked;
