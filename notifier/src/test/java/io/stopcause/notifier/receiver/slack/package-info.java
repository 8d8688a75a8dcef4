@NullMarked
package io.stopcause.notifier.receiver.slack;

import org.jspecify.annotations.NullMarked;
