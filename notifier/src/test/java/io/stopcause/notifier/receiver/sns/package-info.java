@NullMarked
package io.stopcause.notifier.receiver.sns;

import org.jspecify.annotations.NullMarked;
