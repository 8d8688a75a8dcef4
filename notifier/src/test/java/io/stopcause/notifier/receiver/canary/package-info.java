@NullMarked
package io.stopcause.notifier.receiver.canary;

import org.jspecify.annotations.NullMarked;
