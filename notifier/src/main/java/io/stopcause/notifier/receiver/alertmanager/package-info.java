/** Prometheus Alertmanager, by its API v2: an alert for each incident, for those who keep their routing there. */
@NullMarked
package io.stopcause.notifier.receiver.alertmanager;

import org.jspecify.annotations.NullMarked;
