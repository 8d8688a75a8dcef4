@NullMarked
package io.stopcause.notifier.receiver.console;

import org.jspecify.annotations.NullMarked;
