/** Tests of time intervals. */
@NullMarked
package io.stopcause.notifier.time;

import org.jspecify.annotations.NullMarked;
