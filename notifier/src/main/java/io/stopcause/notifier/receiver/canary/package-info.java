/** A synthetic failure that travels the whole way in to out, so that a broken way is noticed before a real one needs it. */
@NullMarked
package io.stopcause.notifier.receiver.canary;

import org.jspecify.annotations.NullMarked;
