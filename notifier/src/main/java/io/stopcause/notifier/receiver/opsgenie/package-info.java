/** Opsgenie's Alert API: one alert for each incident, known by its alias. */
@NullMarked
package io.stopcause.notifier.receiver.opsgenie;

import org.jspecify.annotations.NullMarked;
