@NullMarked
package io.stopcause.notifier.receiver.email;

import org.jspecify.annotations.NullMarked;
