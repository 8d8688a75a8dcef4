@NullMarked
package io.stopcause.notifier.receiver.webhook;

import org.jspecify.annotations.NullMarked;
