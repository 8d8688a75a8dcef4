/** Times in which people are told, or are not: business hours, holidays, time zones. Pure. */
@NullMarked
package io.stopcause.notifier.time;

import org.jspecify.annotations.NullMarked;
