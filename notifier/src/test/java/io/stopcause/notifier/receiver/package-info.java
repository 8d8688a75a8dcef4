@NullMarked
package io.stopcause.notifier.receiver;

import org.jspecify.annotations.NullMarked;
