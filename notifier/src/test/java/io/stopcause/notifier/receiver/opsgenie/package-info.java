@NullMarked
package io.stopcause.notifier.receiver.opsgenie;

import org.jspecify.annotations.NullMarked;
