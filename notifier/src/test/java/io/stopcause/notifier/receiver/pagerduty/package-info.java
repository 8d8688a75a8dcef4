@NullMarked
package io.stopcause.notifier.receiver.pagerduty;

import org.jspecify.annotations.NullMarked;
