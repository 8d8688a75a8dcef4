/** PagerDuty's Events API v2: an alert for each incident, and the change that it began with. */
@NullMarked
package io.stopcause.notifier.receiver.pagerduty;

import org.jspecify.annotations.NullMarked;
